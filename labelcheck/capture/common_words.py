"""The words that sentences are held together with, by language, and letters that only some languages write.

The commonest words first; then the plainest words of care instructions, since a label's lines are short and leave out
articles and verbs. Words that languages share stand under each of them, and so tell none of them from the others.
"""

from __future__ import annotations

from typing import Final

NAMES: Final[dict[str, str]] = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Bosnian, Croatian or Serbian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian or Malay",
    "it": "Italian",
    "ja": "Japanese",
    "ka": "Georgian",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""English names of the languages that are told by their ISO 639-1 code."""

WORDS: Final[dict[str, str]] = {
    "en": """
        state sam studio dan due ed co sub grade stem bet need tie pre sit till met ta op an im ha el la le los las
        del dos una ben mora iba al di da of the and to in a is that for it as was with be by on not he his but at
        are this have from or had they which one you were all her she there would their we him been has when who
        will no more if out so up said what its about than into them can only other time new some could these two
        may first then do any like my now over such our man me even most made after also well many before must
        through years where much your way down should because each just those use how little make very still own see
        work here both between being under never same another know while last might us great since against come
        right used take three store keep away skin apply avoid contact eyes face product contains serum cream water
        free best care hand hands day night open opening clean dry cool place light children reach external per
        please without van die door list data mask test kit moment elegant extra plus pad spa son pour sale note
        fine via media vita modern start stop hotel kind bad gut rose hot dog band team sun sin none mist fat lake
        sole dot bar pen pin pan pot set den ten men pa ma ad far
    """,
    "fr": """
        ci tue mille voit ai mai non né donne donné sera dit onze mer mot vi nu dette ville passer ben ta ami arc
        sel fi bio origine che alt mont le la les un une de du des et est à au aux en dans par pour sur avec sans
        sous ce cet cette ces il elle ils elles on nous vous je tu qui que quoi dont où ne pas plus moins ou mais
        donc car si comme son sa ses leur leurs notre nos votre vos mon ma mes tout toute tous toutes être avoir
        sont ont était été fait faire peut même aussi très bien après avant entre chez vers jusqu depuis pendant
        contre lors afin selon chaque autre autres deux trois peau visage yeux conserver appliquer utiliser éviter
        contact soin soins eau jour nuit usage produit ampoule flacon cellules souches lumière frais sec endroit
        abri température ouverture enfants portée matin soir huile fabriqué distribué a y se me te lui eux cela ceci
        ici là quand comment pourquoi parce puis alors encore toujours jamais rien peu beaucoup trop assez étude
        femmes semaines l d s n c qu cellule contient convient types texte valeur date nombre
    """,
    "de": """
        echter niemand mitte haar mag meer werd worden wurden nie produkt fick morgen innen alt alte alter alten ja
        tot op ner ami oma jo pro ed studie wir gel tipp pie man der die das den dem des ein eine einen einem einer
        eines und oder aber nicht kein keine ist sind war waren wird werden wurde hat haben hatte sein mit von vom
        zu zum zur für auf aus an am im in ins bei nach vor über unter durch gegen ohne um bis seit während als wie
        wenn dass ob weil denn auch nur noch schon sehr mehr so dann da hier dort es er sie ihr ich du sich mich uns
        ihnen ihre ihren ihrer unser unsere dieser diese dieses jeder jede jedes alle allen aller alles andere kann
        können muss soll darf haut gesicht augen lagern aufbewahren auftragen anwenden anwendung vermeiden kontakt
        kühl trocken licht kühlschrank öffnen kinder reichweite morgens abends tropfen wasser tag nacht pflege
        enthält geeignet hauttypen schütteln hergestellt frei zwischen was wer wo warum immer wieder gut will einmal
        zwei drei bleiben bitte warm ab
    """,
    "es": """
        mediante grande ud apertura uno viene cine aplica anda mata ve ama iba bola mora pie pri fin dan tema ami ed
        dar ir ver co bar mal sal pero ella ellos el la los las un una unos unas de del al y e o u en con sin por
        para sobre entre desde hasta hacia según durante tras ante bajo contra que quien cual cuando como donde
        porque si no ni sino más menos muy tan ya también este esta estos estas ese esa esos esas eso esto lo le les
        se me te nos su sus mi mis tu tus nuestro nuestra es son era ser está están fue ha han haber hay tiene tener
        puede hacer cada todo toda todos todas otro otra otros otras mismo mucho poco bien solo dos tres antes
        después piel rostro ojos conservar mantener aplicar usar utilizar evitar contacto uso producto agua día
        noche lugar fresco seco luz niños alcance envase ampolla células madre mañana aceite contiene apto tipos
        fabricado abierto temperatura gotas crema cara mano a i valor nombre fecha ti tal san tra
    """,
    "pt": """
        grande lei quanto dei dentro modo prima sempre sul tua volta volte dessa passar som vem vi disse pe dar ei
        ia ali bola bolo vai ar ir tá má tento ba tas uno sono studio che ama nu bem mora te alta minha o a os as um
        uma uns umas de do da dos das em no na nos nas ao aos à às e ou por pelo pela pelos pelas para com sem sob
        sobre entre até desde após ante contra que quem qual quando como onde porque se não nem mas mais menos muito
        já também este esta estes estas esse essa isso isto aquele lhe me seu sua seus suas meu nosso nossa é são
        era ser está estão foi há tem ter pode fazer cada todo toda todos todas outro outra outros outras mesmo
        pouco só dois duas três antes depois pele rosto olhos conservar manter aplicar usar utilizar evitar contato
        contacto uso produto água dia noite local lugar fresco seco luz crianças alcance embalagem ampola células
        manhã óleo contém apto tipos fabricado aberto temperatura gotas creme apenas você eu ele ela eles elas deve
        devem será seja sim ver valor data usado di ma
    """,
    "it": """
        il lo la gli le un uno una di del dello della dei degli delle dell al allo alla ai agli alle all da dal
        dalla dai dagli dalle dall in nel nello nella nei negli nelle nell con su sul sulla sui sugli sulle sull per
        tra fra e ed o oppure ma se che chi cui quale quali quando come dove perché poiché non né anche ancora già
        sempre mai più meno molto poco tutto tutta tutti tutte ogni altro altri altre questo questa questi queste
        quello quella quelli suo sua suoi nostro nostra nostri tuo tua vostra vostro loro è sono era essere ha hanno
        avere può possono deve fare fatto stato stata viene vengono ciò così solo dopo prima senza sotto sopra fino
        entro durante contro verso lontano fuori dentro troppo hai ho abbiamo siamo avete puoi potete almeno stati
        state sue tue nostre vostri vostre proprio propria stesso stessa alcuni alcune alcun alcuna nessun nessuna
        nessuno niente qualcosa qualsiasi invece mentre subito spesso insieme presso secondo attraverso mediante
        dunque però infatti cioè circa oltre appena oggi anno anni ore minuti io lui lei noi voi egli mi ti ci vi ne
        si essi esse quest quell nuovo nuova nuovi grande quanto perciò affinché finché poi | pelle pelli viso occhi
        conservare tenere applicare usare utilizzare evitare agitare contatto uso prodotto prodotta acqua giorno
        giorni notte mattina sera luogo asciutto fresco luce sole bambini portata confezione fiala siero cellule
        staminali adatto adatta tipi contiene ingredienti origine frigorifero apertura settimane donne studio
        temperatura goccia gocce qualche delicatamente esterno bene scadenza inoltre grazie quindi qui ecco due tre
        volta volte modo
    """,
    "nl": """
        de het een en of maar niet geen is zijn was waren wordt worden werd heeft hebben had van voor met op aan in
        uit bij naar over onder door tegen zonder tot sinds tijdens als dan dat die dit deze wat wie waar wanneer
        hoe waarom omdat ook nog al zeer meer zo hier daar hij zij wij we jij je u ik men zich ons onze uw jouw haar
        hun hen mij iedere ieder elke elk alle alles andere kan kunnen moet moeten zal zullen mag wil gaat na binnen
        buiten tussen geldig graag hebt bent ben elkaar iets iemand niets niemand steeds vaak soms zelf zelfs zoals
        tegelijk terwijl zodat echter slechts vooral | huid gezicht ogen bewaren bewaar gebruik gebruiken aanbrengen
        breng vermijd vermijden schudden koel droog licht koelkast opening openen kinderen bereik ochtends avonds
        druppels water dag dagen nacht bevat geschikt alleen uitsluitend uitwendig gemaakt verpakking houdbaar weken
        vrouwen onderzoek geeft graden veel weinig altijd nooit twee drie eerst daarna samen nieuwe goed mogelijk
        heel eens toch waarin vanaf volgens hiermee
    """,
    "pl": """
        i w we z ze na do od po za przed przy nad pod o u dla bez przez między oraz lub albo ale nie jest są był
        była było być ma mają może można należy się jak jako gdy kiedy gdzie co kto który która które których że
        żeby aby czy już jeszcze tylko także również bardzo więcej mniej tak to ten ta te tego tej tych tym ich jego
        jej nasz nasza nasze twoja twojej swój każdy każda każdego wszystkie wszystkich inny inne czas raz dni dnia
        rano wieczorem | skóra skóry skórę skórze twarzy twarz oczami oczu przechowywać stosować używać użycia
        użyciem użytku unikać kontaktu wstrząsnąć suchym chłodnym miejscu światła światłem dzieci dziećmi otwarciu
        lodówce temperaturze stopni opakowaniu opakowanie zawiera zawierają nanieść kilka kropli zewnętrznego
        produkt produktu wyprodukowano komórek macierzystych tygodniach kobiet badaniu badaniach odpowiedni
        odpowiednie aż ciągu poniżej powyżej chronić ważności jeśli nawet podczas według zużyć ponieważ dwa trzy
        jednak bądź tę
    """,
    "tr": """
        ve bir bu da de ile için gibi kadar daha çok en ne o şu ya veya ama fakat ancak değil var yok olan olarak
        olur olup oldu olduğu olduğunu her tüm bütün hiç bazı sonra önce göre karşı üzere içinde üzerinde altında
        arasında dışında kendi ben sen biz siz onlar bizim sizin onun ki mi mı ise hem şey zaman gün günde sabah
        akşam | cilt cilde cildi cildiniz cildinize yüz göz gözle saklayın saklayınız saklanmalı kullanın kullanınız
        kullanılır kullanım kullanmadan kullanma uygulayın uygulayınız uygulanır kaçının kaçınınız çalkalayınız
        serin kuru yerde yer güneş ışık ışığından buzdolabında çocukların ulaşamayacağı açıldıktan ambalaj ambalajın
        içerir içermez ürün ürünü üretilmiştir üretilen hücre hücreleri hücrelerinden hafta kadın çalışmada derece
        uygundur haricen sadece yalnızca tarihi dikkat edilir eder edin etmek yapılan yapın verir lütfen tarafından
        iki üç doğal sahip nasıl sayesinde
    """,
    "vi": """
        và của là các có được trong cho một những với không này để khi đã người về từ theo trên ra vào đến tại sẽ
        cũng như nhưng hoặc nếu thì mà bị do phải nên rất nhiều hơn đó đây sau trước dưới ngoài giữa mỗi mọi tất cả
        chúng tôi bạn anh chị ông bà họ nó gì nào đâu vì bằng qua lại đang chỉ còn cùng việc làm năm ngày tháng tuần
        giờ lần | da mặt mắt tay trẻ em bảo quản nơi khô thoáng mát tránh ánh nắng trực tiếp sử dụng dùng lắc đều
        thoa giọt sáng tối tủ lạnh nhiệt độ bao bì hạn sản phẩm xuất thành phần chứa tế bào gốc nghiên cứu phụ nữ
        phù hợp loại xúc vùng lên xa tầm mở thuốc hãy ít hai ba ở kể thể giúp
    """,
    "sv": """
        och i att det som en ett på är av för med den till inte har de om var han hon jag vi du ni men så kan ska
        skall skulle från eller när under över efter före utan mellan mot hos vid ur in ut upp ner nu då där här
        också bara mycket mer mest alla allt varje någon något några ingen inget hur vad vem vilken vilket vilka
        denna detta dessa sin sitt sina din ditt dina vår vårt våra deras dess er ert bli blir blev vara varit hade
        får fick måste bör genom enligt sedan tills även samt utom inom | hud huden hudtyper ögon ögonen ansikte
        ansiktet förvaras förvara används använd användas användning undvik kontakt skaka skakas torrt svalt ljus
        solljus kylskåp öppning öppnad barn räckhåll morgon kväll droppar vatten dag dagar natt innehåller endast
        utvärtes bruk tillverkad förpackningen veckor kvinnor studie ger passar känslig grader hållbar bäst två tre
        stycken finns gör
    """,
    "da": """
        og i at det som en et på er af for med den til ikke har de om var han hun jeg vi du men så kan skal ville
        fra eller når under over efter før uden mellem mod hos ved ind ud op ned nu da der her også kun meget mere
        mest alle alt hver nogle noget ingen intet hvordan hvad hvem hvilken hvilket denne dette disse sin sit sine
        din dit dine vores deres dens bliver blev være været havde får fik må bør gennem ifølge siden indtil både
        samt inden | hud huden hudtyper øjne øjnene ansigt ansigtet opbevares opbevar bruges brug anvendes anvend
        anvendelse undgå kontakt omrystes rystes tørt køligt lys sollys køleskab køleskabet åbning åbnet børn
        utilgængeligt rækkevidde morgen aften dråber påfør vand dag dage nat indeholder udvortes fremstillet
        pakningen emballage uger kvinder undersøgelse giver egnet følsom grader holdbar mindst bedst to tre selv
        hvis findes
    """,
    "no": """
        og i at det som en et på er av for med den til ikke har de om var han hun jeg vi du men så kan skal ville
        fra eller når under over etter før uten mellom mot hos ved inn ut opp ned nå da der her også kun bare mye
        mer mest alle alt hver noen noe ingen hvordan hva hvem hvilken denne dette disse sin sitt sine din ditt dine
        vår vårt våre deres blir ble være vært hadde får fikk må bør gjennom ifølge siden både samt innen | hud
        huden hudtyper øyne øynene ansikt ansiktet oppbevares oppbevar brukes bruk bruker anvendes unngå kontakt
        ristes tørt kjølig lys sollys kjøleskap kjøleskapet åpning åpnet barn utilgjengelig rekkevidde morgen kveld
        dråper påfør vann dag dager natt inneholder utvortes produsert pakningen emballasje uker kvinner studie gir
        passer sensitiv grader holdbar best minst to tre selv hvis finnes ikkje eit frå
    """,
    "fi": """
        ja on ei ole se että joka jotka jonka jossa mutta tai kun jos niin kuin myös vain vielä sekä eli eikä en et
        emme älä hän he me te minä sinä tämä tämän tätä tässä nämä ne sen siitä siihen sitä kanssa ilman ennen
        jälkeen aikana kautta mukaan ovat oli olivat olla ollut olisi voi voidaan pitää tulee saa saat kaikki
        kaikille kaikkien jokainen muut muu mitä mikä miten missä milloin miksi hyvin paljon enemmän vähemmän yli
        alle noin asti kunnes päivä päivän päivässä aamuin illoin olen olet olemme muista voit voivat vaan ehkä
        toinen toisen uusi uuden oma oman omat hänen heidän niiden näiden jonkin jokin joku ketä kenen missään
        mikään kyllä lähes enintään vähintään jälleen aina usein joten koska vaikka sitten näin | iho ihon iholle
        ihoa ihollesi ihoasi kasvot kasvoille silmiin silmien säilytä säilytetään säilytettävä käytä käytetään
        käyttö käyttöä käyttöön vältä ravista ravistettava kuivassa viileässä paikassa valolta auringonvalolta
        jääkaapissa avaamisen lasten ulottumattomissa ulottuvilta pakkaus pakkauksessa sisältää sopii tuote tuotetta
        valmistettu valmistaja solut soluista viikon viikkoa naisen naista tutkimuksessa asteen lämpötilassa
        ulkoiseen herkälle tippa tippaa parasta kaksi kolme meidän teidän kuten jopa koko
    """,
    "cs": """
        a i v ve na do z ze s se si k ke o od po pro před při pod nad mezi přes bez u že aby když jak jako kde který
        která které kteří jehož nebo ani ale však jen jenom pouze také již už ještě velmi více méně tak to ten ta
        tento tato toto tyto toho této těchto jeho její jejich náš naše vaše vaší váš svůj každý každá každé všechny
        všech jiný je jsou byl byla bylo být má mají může lze není nejsou by co kdo den dne dní dny ráno večer
        vašeho vašemu vámi můžete musí musíte prosím zde zpět příliš několik některé některý proč kdy kdyby ačkoli
        stejně vždy často nikdy nic něco někdo jednoho jedna jedno další děkujeme hodnota | kůže kůži pleť pleti
        pokožku pokožka obličej očí očima uchovávejte uchovávat skladujte skladovat používejte použití používat
        použitím nepoužívejte zabraňte vyhněte kontaktu protřepejte suchém chladném místě světlem světla dětí dosah
        mimo otevření chladničce lednici teplotě stupňů obalu balení obsahuje obsahují naneste kapek výrobek
        přípravek vyrobeno buněk kmenových týdnech týdnů žen ženami studii vhodné vhodný zevní vnější spotřebujte
        během dokud podle díky proto nejlépe ihned dva tři
    """,
    "ro": """
        și in în de la cu pe pentru din dintre prin fără sub peste între după înainte până către spre care ce cine
        când cum unde că să nu mai foarte doar numai tot toate toți fiecare alt alte alți acest această acestui
        acestei acești aceste acel acea lui ei lor său sa noastră nostru noștri ta tale dumneavoastră este sunt era
        fost fi au are avea poate trebuie se îi îl le o un una unei unui sau dar însă dacă nici deci astfel prea
        bine mult zi zile ziua dimineața seara | piele piea pielea pielii tenul ten fața față ochii ochi păstra
        păstrați păstrează folosi folosiți folosește utilizați utilizare utilizarea aplicați aplica aplică evitați
        contactul agita agitați loc uscat răcoros rece lumina lumină soare soarelui frigider copiilor îndemâna
        deschidere ambalaj ambalajul conține conțin fiolă produs produsul fabricat celule celulele stem săptămâni
        femei studiu grade temperatură temperaturi potrivit tipurile extern picături ser două trei feri ferit
    """,
    "hu": """
        a az és hogy nem is egy ez azt ezt van volt lesz lehet kell csak már még meg de ha mint vagy mert aki ami
        amely amelyek ahol amikor amíg akkor így úgy itt ott ki be fel le el ne se sem minden mindig soha nagyon
        több kevesebb más ezek azok ennek annak ebben abban erre arra között alatt felett előtt után nélkül által
        szerint ellen mellett óta ig napon nap naponta reggel este kérjük kérem önök nincs vannak voltak legyen
        lehetséges legalább legfeljebb gyakran miért mikor rögtön együtt azonban tehát túl egyik másik saját | bőr
        bőre bőrt bőrön bőrre bőrét bőrének bőrtípusra arc arcra szem szembe tárolja tárolandó tartandó használja
        használható használat használata kerülje rázza felrázandó száraz hűvös helyen fénytől napfénytől
        hűtőszekrényben felbontás gyermekek gyermekektől elzárva csomagoláson csomagolás doboz dobozban tartalmaz
        tartalmazza ampulla termék terméket készült készítmény sejtek őssejtek őssejtekből hét héten nő nők
        vizsgálat vizsgálatban fok fokon alkalmas érzékeny külsőleg vigyen cseppet két három hogyan illetve valamint
        lett ön önnek magyar található amelyet
    """,
    "id": """
        yang dan di ke dari untuk dengan pada dalam ini itu tidak adalah akan juga atau oleh sebagai dapat bisa ada
        lebih telah sudah belum karena jika bila saat setelah sebelum sesudah agar supaya seperti antara secara
        setiap semua para kami kita anda saya kamu mereka dia ia nya hanya saja masih sangat paling banyak sedikit
        bagi serta namun tetapi maka tanpa hingga sampai selama melalui terhadap tentang jangan bukan harus perlu
        jadi menjadi merupakan | kulit wajah mata simpan simpanlah gunakan digunakan pakai dipakai pemakaian
        penggunaan oleskan hindari jauhkan kocok tempat kering sejuk cahaya sinar matahari langsung lemari es kulkas
        jangkauan anak dibuka kemasan mengandung terkandung produk dibuat bahan alami sel punca minggu hari pagi
        malam wanita penelitian studi suhu derajat bawah cocok jenis luar tetes tanggal bersih tersebut dua tiga
        satu obat cara bagaimana
    """,
    "hr": """
        i u na je se da za od do s sa iz po o pri kod ili ali ne nije su bio bila bilo biti će bi koji koja koje
        kojih kako kao kada gdje što tko te ni niti već još samo također vrlo više manje tako to taj ta ovo ovaj ova
        ovog ove njegov njihov naš naša naše vaš vaša vaše vašoj svoj svaki svaka svako svi sve svih drugi druge
        može mogu treba ima imaju nakon prije između ispod iznad bez protiv prema tijekom zbog radi dok roku dan
        dana ujutro navečer ste smo sam ćete ćemo nisu nema imate morate molimo previše nešto netko nikad uvijek
        često zašto odmah zajedno međutim dakle inače kojem kojoj kojima jeste | koža kože kožu koži lica lice oči
        očima očiju čuvati čuvajte koristiti koristite upotrebu upotrebe upotrebljavati uporabu izbjegavajte
        izbjegavati protresti suhom hladnom mjestu svjetlosti sunca djece dohvata izvan otvaranja hladnjaku
        temperaturi stupnjeva pakiranju pakiranje sadrži nanesite nekoliko kapi proizvod proizvoda proizvedeno
        stanica matičnih tjedana žena ispitivanju prikladno pogodno vanjsku najbolje osjetljivu dva tri prirodnih
        tipove zaštićeno
    """,
    "sk": """
        a i v vo na do z zo s so sa si k ku o od po pre pred pri pod nad medzi cez bez u že aby keď ako kde ktorý
        ktorá ktoré ktorí alebo ani ale však len iba tiež už ešte veľmi viac menej tak to ten tá tento táto toto
        tieto tohto tejto týchto jeho jej ich náš naše vaša vašej každý každá každé všetky všetkých iný je sú bol
        bola bolo byť má majú môže nie by čo kto deň dňa dní ráno večer nieje ste sme som budú musíte prosím tu späť
        príliš niekoľko niektoré prečo kedy vždy často nikdy nič niečo niekto jedna jedno ďalší ďakujeme môžete |
        koža kožu pleť pleti pokožku tvár očami očí uchovávajte uchovávať skladujte používajte použitie použitím
        nepoužívajte zabráňte vyhnite kontaktu suchom chladnom mieste svetlom svetla slnečným detí dosahu mimo
        otvorení chladničke teplote stupňov obale balení obsahuje naneste kvapiek výrobok prípravok vyrobené buniek
        kmeňových týždňoch týždňov žien štúdii vhodné vonkajšie spotrebujte počas podľa vďaka dva tri
    """,
    "sl": """
        in v na je se da za od do s z iz po o pri ali pa ne ni so bil bila bilo biti bo bi ki kot kako ko kjer kaj
        kdo ter niti že še samo le tudi zelo več manj tako to ta ti tega te njegov njihov naš naša naše vaš vaša
        vsak vsaka vsako vsi vse vseh drugi druge lahko mora ima imajo ker če med pod nad pred brez proti dokler dan
        dni dneh zjutraj zvečer ste smo sem boste bodo niso nima imate morate prosimo preveč nekdo nikoli vedno
        pogosto zakaj kdaj takoj skupaj vendar torej sicer katere kateri katera katero | koža kože kožo koži obraz
        oči očmi hraniti hranite hranimo uporabljajte uporaba uporabo uporabi preprečite izogibajte pretresite suhem
        hladnem mestu svetlobo otrok dosega izven odprtju hladilniku temperaturi stopinj embalaži embalaža vsebuje
        nanesite nekaj kapljic izdelek izdelano celic tednih žensk primerno zunanjo porabite dva tri
    """,
    "lt": """
        ir yra į iš su be ar kad bet kaip tai ne nėra per po prie nuo iki už dėl apie prieš tarp pagal o jei kai kur
        kas kuris kuri kurie kurių taip pat tik dar jau labai daugiau mažiau visi visų visiems kiekvieną kiekviena
        šis ši šio šią jūsų mūsų savo buvo būti gali galima turi reikia metu diena dienas dienų ryte vakare | oda
        odos odą odai veido veidą akis akių laikyti laikykite naudoti naudokite naudojimui naudojimą venkite vengti
        sukratyti sausoje vėsioje vietoje šviesos vaikams vaikų nepasiekiamoje atidarius šaldytuve temperatūroje
        laipsnių pakuotėje pakuotės sudėtyje tinka produktas pagaminta ląstelių savaičių moterų tyrime išoriniam
        keletą lašų suvartoti geriausias du trys
    """,
    "lv": """
        un ir ar no uz par pēc pie līdz bez lai bet kā vai tas tā tie šis šī šo šajā ne nav kas kur kad ja jo arī
        tikai vēl jau ļoti vairāk mazāk visi visu visiem katru katra katrs jūsu mūsu savu bija būt var drīkst
        nedrīkst starp pirms laikā diena dienas dienu dienā rītā vakarā | āda ādas ādu ādai sejas seju acīm acis
        uzglabāt uzglabājiet lietot lietojiet lietošanai lietošanas izvairīties izvairieties sakratīt sausā vēsā
        vietā gaismas saules bērniem bērnu nepieejamā atvēršanas ledusskapī temperatūrā grādiem iepakojuma
        iepakojumā satur piemērots produkts ražots šūnu nedēļām sieviešu pētījumā ārīgai dažus pilienus izlietot
        saskares sargāt divi trīs
    """,
    "et": """
        ja on ei ole et see mis kes kui või aga ka ning nii nagu oma kõik kõigile iga selle seda neid need meie teie
        tema ta me te ma sa oli olid olla võib peab saab ainult vaid veel juba väga rohkem vähem pärast enne ilma
        kuni läbi vastu kohta jaoks jooksul ajal alla üle vahel koos päev päeva päeval hommikul õhtul pole saa olema
        sellel uus uue midagi miski keegi alati tihti kuna sest siis seega mille millal kuidas miks peale üks mitte
        juhul vähemalt kuid | nahk naha nahale nahka näole näo silma silmadega silmade hoida hoidke säilitada
        kasutada kasutage kasutamiseks kasutamist vältida vältige loksutada kuivas jahedas kohas valguse eest
        lastele kättesaamatus avamist külmkapis temperatuuril kraadi pakendil pakend sisaldab sobib toode toodetud
        rakkude nädala nädalat naise uuringus välispidiseks mõni tilka kaks kolm
    """,
}
"""Common words by language, those that rules read and those they do not: each is weighed against all others. What
stands before the bar holds sentences together; what stands behind it may also be part of a name."""

LETTERS: Final[dict[str, str]] = {
    "cs": "řěůčšžďťň",
    "da": "øæå",
    "fi": "å",
    "hr": "čćšžđ",
    "hu": "őű",
    "lt": "ąęėįųūčšž",
    "lv": "āēīūģķļņčšž",
    "no": "øæå",
    "pl": "łąęśżźćń",
    "ro": "ășțşţ",
    "sk": "ľĺŕôčšžďťň",
    "sl": "čšž",
    "sv": "å",
    "tr": "ğşı",
    "vi": "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}
"""Letters that the other languages of this table may share, but not English, French, German, Spanish or Portuguese."""

SPELLINGS: Final[dict[str, str]] = {
    "et": "(?:takse|dakse|atud|etud|itud)$",
    "fi": "(?:issa|uksessa|ssä|llä|stä|ltä|minen|uksen|yksen|ukset|tään|staan)$",
    "hu": "(?:ság|ség|ának|ének|ából|éből|ítás|ható|hető)",
    "id": "^(?:meng|meny|memp|memb|peny|pemb|diper|keber)[a-z]{3,}|.{3}nya$",
    "it": "(?:zion[ei]|ità|iamo|zzat[oaie]|zzare|ggio|cch[ie]|gli[ae])$",
    "nl": "[dgklmnprstvwz]ij(?:[dfgklnstvz]|$)",
    "no": "(?:ninger|elser|heter)$",
    "da": "(?:ninger|elser|heder)$",
    "ro": "(?:ului|ilor|ează)$",
    "sv": "(?:ningen|ningar|heter|iskt)$",
    "tr": "(?:ları|leri|iniz|unuz|ınız|ünüz|maktadır|mektedir|ılır|ilir)$",
}
"""How words of a language are spelt that stand in no list of common ones; never enough by itself."""
