"""Invented labels with ingredient lists in many layouts: their entries, and the sources that an exosome entry names."""

from __future__ import annotations

from typing import NamedTuple


class Label(NamedTuple):
    """``entries`` are those of all lists in order, wraps as one space; ``sources`` the values of asserted source claims."""

    name: str
    text: str
    entries: tuple[str, ...]
    sources: tuple[str, ...] = ()


def _label(name: str, text: str, entries: str, *sources: str) -> Label:
    return Label(name, text, tuple(entries.split(" @ ")) if entries else (), sources)


LABELS = (
    _label(
        "inline with a colon",
        "Ingredients: Water, Glycerin, 1,2-Hexanediol, Rosa Damascena Callus Extracellular Vesicles, Carbomer.",
        "Water @ Glycerin @ 1,2-Hexanediol @ Rosa Damascena Callus Extracellular Vesicles @ Carbomer",
        "plant_rose",
    ),
    _label(
        "heading on its own line, wrapped lines",
        "INCI\nAqua (Water), Butylene Glycol, Niacinamide, Dendropanax\nMorbiferus Leaf Vesicles, Sodium\nHyaluronate, Panthenol\n\n"
        "Store below 25 °C.",
        "Aqua (Water) @ Butylene Glycol @ Niacinamide @ Dendropanax Morbiferus Leaf Vesicles @ Sodium Hyaluronate @ Panthenol",
        "plant_dendropanax",
    ),
    _label(
        "capitals and no colon",
        "FULL INGREDIENTS AQUA, GLYCERIN, HUMAN ADIPOSE STROMAL CELL EXOSOMES, TREHALOSE, XANTHAN GUM",
        "AQUA @ GLYCERIN @ HUMAN ADIPOSE STROMAL CELL EXOSOMES @ TREHALOSE @ XANTHAN GUM",
        "human_adipose_msc",
    ),
    _label(
        "bullets",
        "Composition:\n• Water\n• Propanediol\n• Phalaenopsis Amabilis Callus Culture Conditioned Media\n• Allantoin\n• Citric Acid",
        "Water @ Propanediol @ Phalaenopsis Amabilis Callus Culture Conditioned Media @ Allantoin @ Citric Acid",
        "conditioned_medium_plant_phalaenopsis",
    ),
    _label(
        "middle dots",
        "Ingredients: Aqua · Glycerin · Lactobacillus Plantarum Extracellular Vesicles · Betaine · Tocopherol",
        "Aqua @ Glycerin @ Lactobacillus Plantarum Extracellular Vesicles @ Betaine @ Tocopherol",
        "bacteria_lactobacillus",
    ),
    _label(
        "pipes",
        "INCI: Aqua | Pentylene Glycol | Milk Exosomes | Adenosine | Arginine",
        "Aqua @ Pentylene Glycol @ Milk Exosomes @ Adenosine @ Arginine",
        "bovine_milk",
    ),
    _label(
        "one name a line",
        "Ingredients\nWater\nGlycerin\nNiacinamide\nHuman Fibroblast Conditioned Media\nDisodium EDTA\n\nMade in Korea",
        "Water @ Glycerin @ Niacinamide @ Human Fibroblast Conditioned Media @ Disodium EDTA",
        "conditioned_medium_human_fibroblast",
    ),
    _label(
        "semicolons and shares",
        "Composition: Water (70 %); Glycerin (5 %); Rosa Damascena Callus Extracellular Vesicles (10,000 ppm); Panthenol 2 %.",
        "Water (70 %) @ Glycerin (5 %) @ Rosa Damascena Callus Extracellular Vesicles (10,000 ppm) @ Panthenol 2 %",
        "plant_rose",
    ),
    _label(
        "no heading",
        "Halden Calm Ampoule\nAqua, Glycerin, Butylene Glycol, Centella Asiatica Extract, Exosomes, Sodium Hyaluronate, Panthenol, "
        "Ethylhexylglycerin\n30 mL",
        "Aqua @ Glycerin @ Butylene Glycol @ Centella Asiatica Extract @ Exosomes @ Sodium Hyaluronate @ Panthenol @ "
        "Ethylhexylglycerin",
    ),
    _label(
        "plain plant extracts beside exosomes",
        "Ingredients: Rosa Damascena Flower Water, Centella Asiatica Extract, Exosomes, Camellia Sinensis Leaf Extract, Glycerin",
        "Rosa Damascena Flower Water @ Centella Asiatica Extract @ Exosomes @ Camellia Sinensis Leaf Extract @ Glycerin",
    ),
    _label(
        "full stops read for commas",
        "Ingredients: Water. Glycerin. Niacinamide, Panthenol. Rosa Damascena Callus Extracellular Vesicles. Tocopherol. "
        "Keep out of reach of children.",
        "Water @ Glycerin @ Niacinamide @ Panthenol @ Rosa Damascena Callus Extracellular Vesicles @ Tocopherol",
        "plant_rose",
    ),
    _label(
        "may contain",
        "Ingredients: Water, Glycerin, Mica, Tocopherol. May contain: [+/- CI 77491, CI 77492].",
        "Water @ Glycerin @ Mica @ Tocopherol",
    ),
    _label(
        "a sentence follows",
        "Ingredients: Water, Glycerin, Exosomes, Carbomer. Does it contain stem cells? No, it holds no cells.",
        "Water @ Glycerin @ Exosomes @ Carbomer",
    ),
    _label(
        "a field follows",
        "Ingredients: Water, Glycerin, Ficus Carica Fruit Vesicles, Allantoin\nStorage: 2-8 °C\nNet: 30 mL",
        "Water @ Glycerin @ Ficus Carica Fruit Vesicles @ Allantoin",
        "plant_ficus",
    ),
    _label(
        "French",
        "Ingrédients : Aqua (Eau), Glycerin, Olea Europaea Leaf Vesicles, Parfum (Fragrance), Citric Acid.\nConserver au frais.",
        "Aqua (Eau) @ Glycerin @ Olea Europaea Leaf Vesicles @ Parfum (Fragrance) @ Citric Acid",
        "plant_olea",
    ),
    _label(
        "German",
        "Inhaltsstoffe: Aqua, Glycerin, Alcohol Denat., Malus Domestica Fruit Cell Exosomes, Sodium Benzoate.\n"
        "Kühl lagern.",
        "Aqua @ Glycerin @ Alcohol Denat. @ Malus Domestica Fruit Cell Exosomes @ Sodium Benzoate",
        "plant_apple",
    ),
    _label(
        "German, other heading",
        "Bestandteile\nAqua, Pentylene Glycol, Hydrolyzed Sponge, Lecithin, Exosomes, Phenoxyethanol",
        "Aqua @ Pentylene Glycol @ Hydrolyzed Sponge @ Lecithin @ Exosomes @ Phenoxyethanol",
    ),
    _label(
        "Spanish",
        "INGREDIENTES: AQUA, GLYCERIN, PANAX GINSENG ROOT EXTRACELLULAR VESICLES, UREA, PARFUM. Evitar el contacto con los ojos.",
        "AQUA @ GLYCERIN @ PANAX GINSENG ROOT EXTRACELLULAR VESICLES @ UREA @ PARFUM",
        "plant_ginseng",
    ),
    _label(
        "Italian",
        "Ingredienti: Aqua, Glycerin, Squalane, Vitis Vinifera Seed Vesicles, Tocopherol.\nConservare in luogo fresco.",
        "Aqua @ Glycerin @ Squalane @ Vitis Vinifera Seed Vesicles @ Tocopherol",
        "plant_grape",
    ),
    _label(
        "Portuguese",
        "Composição: Aqua, Glycerin, Aloe Barbadensis Leaf Exosomes, Sodium Lactate\nFabricado em Lisboa",
        "Aqua @ Glycerin @ Aloe Barbadensis Leaf Exosomes @ Sodium Lactate",
        "plant_aloe",
    ),
    _label(
        "Korean",
        "전성분: 정제수, 글리세린, 1,2-헥산다이올, 장미 캘러스 엑소좀, 판테놀, 카보머\n사용방법: 적당량을 바릅니다.",
        "정제수 @ 글리세린 @ 1,2-헥산다이올 @ 장미 캘러스 엑소좀 @ 판테놀 @ 카보머",
        "plant_rose",
    ),
    _label(
        "Korean in brackets, no spaces",
        "[전성분] 정제수,글리세린,부틸렌글라이콜,병풀추출물,엑소좀,나이아신아마이드,소듐하이알루로네이트",
        "정제수 @ 글리세린 @ 부틸렌글라이콜 @ 병풀추출물 @ 엑소좀 @ 나이아신아마이드 @ 소듐하이알루로네이트",
    ),
    _label(
        "Japanese",
        "【全成分】水、グリセリン、BG、ヒト脂肪幹細胞エクソソーム、カルボマー、水酸化K\n使用方法：適量を塗布します。",
        "水 @ グリセリン @ BG @ ヒト脂肪幹細胞エクソソーム @ カルボマー @ 水酸化K",
        "human_adipose_msc",
    ),
    _label(
        "Japanese without a colon",
        "全成分\n水、グリセリン、ペンチレングリコール、ツボクサエキス、エクソソーム、トコフェロール。",
        "水 @ グリセリン @ ペンチレングリコール @ ツボクサエキス @ エクソソーム @ トコフェロール",
    ),
    _label(
        "Chinese",
        "成分：水、甘油、丁二醇、玫瑰愈伤组织外泌体、烟酰胺、透明质酸钠。使用方法：取适量涂抹。",
        "水 @ 甘油 @ 丁二醇 @ 玫瑰愈伤组织外泌体 @ 烟酰胺 @ 透明质酸钠",
        "plant_rose",
    ),
    _label(
        "Chinese, traditional",
        "全成分：水，甘油，積雪草提取物，外泌體，丙二醇，黃原膠",
        "水 @ 甘油 @ 積雪草提取物 @ 外泌體 @ 丙二醇 @ 黃原膠",
    ),
    _label(
        "numbered",
        "INGREDIENTS\n1. Water\n2. Glycerin\n3. Helianthus Annuus Seed Vesicles\n4. Sodium Chloride\n5. Citric Acid",
        "Water @ Glycerin @ Helianthus Annuus Seed Vesicles @ Sodium Chloride @ Citric Acid",
        "plant_helianthus",
    ),
    _label(
        "brackets with commas inside",
        "Ingredients: Water, Exosome Complex (Glycerin, Human Umbilical Cord Mesenchymal Cell Exosomes, Mannitol), Panthenol, Allantoin",
        "Water @ Exosome Complex (Glycerin, Human Umbilical Cord Mesenchymal Cell Exosomes, Mannitol) @ Panthenol @ Allantoin",
        "human_umbilical_msc",
    ),
    _label(
        "an open bracket",
        "Ingredients: Aqua (Water, Glycerin, Calendula Officinalis Flower Vesicles, Betaine, Sorbitol",
        "Aqua (Water @ Glycerin @ Calendula Officinalis Flower Vesicles @ Betaine @ Sorbitol",
        "plant_calendula",
    ),
    _label(
        "words that claim elsewhere",
        "Ingredients: Cold Water Extract, Laser Clover Extract, Alcohol-free Fragrance, Plasma Protein, Acne Bark Powder, "
        "Rosa Damascena Leaf Vesicles, Glycerin",
        "Cold Water Extract @ Laser Clover Extract @ Alcohol-free Fragrance @ Plasma Protein @ Acne Bark Powder @ "
        "Rosa Damascena Leaf Vesicles @ Glycerin",
        "plant_rose",
    ),
    _label(
        "lysates and ferments are no vesicles",
        "Ingredients: Water, Centella Asiatica Callus Lysate, Lactobacillus Ferment Lysate, Exosomes, Bifida Ferment Filtrate, Xylitol",
        "Water @ Centella Asiatica Callus Lysate @ Lactobacillus Ferment Lysate @ Exosomes @ Bifida Ferment Filtrate @ Xylitol",
    ),
    _label(
        "names that a slash joins",
        "Ingredients: Aqua/Water/Eau, Caprylic/Capric Triglyceride, Acrylates/C10-30 Alkyl Acrylate Crosspolymer, Squalane, "
        "Punica Granatum Seed Vesicles",
        "Aqua/Water/Eau @ Caprylic/Capric Triglyceride @ Acrylates/C10-30 Alkyl Acrylate Crosspolymer @ Squalane @ "
        "Punica Granatum Seed Vesicles",
        "plant_punica",
    ),
    _label(
        "slashes between names",
        "INGREDIENTS: Water / Glycerin / Lavandula Angustifolia Flower Vesicles / Panthenol / Carbomer",
        "Water @ Glycerin @ Lavandula Angustifolia Flower Vesicles @ Panthenol @ Carbomer",
        "plant_lavandula",
    ),
    _label(
        "a word broken at the line's end",
        "Ingredients: Water, Glycerin, Sodium Hyalu-\nronate, Nelumbo Nucifera Callus Extra-\ncellular Vesicles, Panthenol",
        "Water @ Glycerin @ Sodium Hyalu-\nronate @ Nelumbo Nucifera Callus Extra-\ncellular Vesicles @ Panthenol",
        "plant_nelumbo",
    ),
    _label(
        "two parts of one product",
        "Vial A ingredients: Lyophilized Human Platelet Exosomes, Trehalose, Mannitol.\n"
        "Vial B ingredients: Water, Sodium Chloride, Glycerin.",
        "Lyophilized Human Platelet Exosomes @ Trehalose @ Mannitol @ Water @ Sodium Chloride @ Glycerin",
        "human_platelet",
    ),
    _label(
        "no list: what it is free from",
        "Free from parabens, sulfates, mineral oil, silicones, alcohol, phthalates, human exosomes and fragrance.",
        "",
    ),
    _label(
        "no list: a sentence",
        "Our serum holds glycerin, panthenol, sodium hyaluronate, allantoin, betaine and rose exosomes for soft skin.",
        "",
        "plant_rose",
    ),
    _label(
        "no list: praise with commas",
        "Smooth, bright, calm, firm, glowing, plump: skin after eight weeks of exosomes.",
        "",
    ),
    _label(
        "a footnote follows",
        "Ingredients: Aqua, Glycerin, Oryza Sativa Callus Vesicles*, Lecithin, Linalool**\n*grown in culture\n**from essential oils",
        "Aqua @ Glycerin @ Oryza Sativa Callus Vesicles* @ Lecithin @ Linalool**",
        "plant_oryza",
    ),
    _label(
        "a comma lost at a line's end",
        "Ingredients: Water, Glycerin, Niacinamide\nRubus Idaeus Callus Extracellular Vesicles, Panthenol\nCarbomer, Allantoin",
        "Water @ Glycerin @ Niacinamide @ Rubus Idaeus Callus Extracellular Vesicles @ Panthenol @ Carbomer @ Allantoin",
        "plant_raspberry",
    ),
    _label(
        "table cells",
        "Ingredients\tWater, Glycerin, Daucus Carota Root Vesicles, Phytic Acid\nNet content\t30 mL",
        "Water @ Glycerin @ Daucus Carota Root Vesicles @ Phytic Acid",
        "plant_daucus",
    ),
    _label(
        "a long list in full lines",
        "Ingredients: Aqua, Propanediol, Glycerin, Glycereth-26, Niacinamide, Butylene Glycol, 1,2-Hexanediol, Exosomes,\n"
        "Camellia Sinensis Leaf Extracellular Vesicles, Sodium Hyaluronate Crosspolymer, Hydroxyethyl Acrylate/Sodium\n"
        "Acryloyldimethyl Taurate Copolymer, Polysorbate 60, Palmitoyl Tripeptide-1, Copper Tripeptide-1, Adenosine,\n"
        "Hydrogenated Lecithin, Disodium EDTA\n"
        "Directions: apply two drops to clean skin, morning and night.",
        "Aqua @ Propanediol @ Glycerin @ Glycereth-26 @ Niacinamide @ Butylene Glycol @ 1,2-Hexanediol @ Exosomes @ "
        "Camellia Sinensis Leaf Extracellular Vesicles @ Sodium Hyaluronate Crosspolymer @ Hydroxyethyl Acrylate/Sodium "
        "Acryloyldimethyl Taurate Copolymer @ Polysorbate 60 @ Palmitoyl Tripeptide-1 @ Copper Tripeptide-1 @ Adenosine @ "
        "Hydrogenated Lecithin @ Disodium EDTA",
        "plant_green_tea",
    ),
    _label(
        "one name a line without a heading",
        "Night Cream\n\nWater\nCetearyl Alcohol\nCaprylic/Capric Triglyceride\nGlycerin\nArgania Spinosa Kernel Oil\n"
        "Moringa Oleifera Seed Vesicles\nTocopherol\nPhenoxyethanol",
        "Water @ Cetearyl Alcohol @ Caprylic/Capric Triglyceride @ Glycerin @ Argania Spinosa Kernel Oil @ "
        "Moringa Oleifera Seed Vesicles @ Tocopherol @ Phenoxyethanol",
        "plant_moringa",
    ),
    _label(
        "shares of a neighbour",
        "Ingredients: Niacinamide 5 %, Exosomes, Panthenol 20,000 ppm, Glycerin",
        "Niacinamide 5 % @ Exosomes @ Panthenol 20,000 ppm @ Glycerin",
    ),
    _label(
        "genus with a common name in brackets",
        "INCI: Water, Leontopodium Alpinum (Edelweiss) Meristem Cell Conditioned Media, Sambucus Nigra (Elder) Fruit Exosomes, "
        "Glycerin, Potassium Sorbate",
        "Water @ Leontopodium Alpinum (Edelweiss) Meristem Cell Conditioned Media @ Sambucus Nigra (Elder) Fruit Exosomes @ "
        "Glycerin @ Potassium Sorbate",
        "conditioned_medium_plant_edelweiss",
        "plant_sambucus",
    ),
    _label(
        "a vesicle with only its part named",
        "Ingredients: Water, Leaf Vesicles, Fruit Extracellular Vesicles, Glycerin, Panthenol",
        "Water @ Leaf Vesicles @ Fruit Extracellular Vesicles @ Glycerin @ Panthenol",
        "plant_unspecified",
    ),
)
