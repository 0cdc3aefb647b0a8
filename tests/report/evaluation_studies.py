"""What ``rich`` and ``hostile`` hold of studies, the evidence ladder, ways into the skin, notes and market rules."""

from __future__ import annotations

from datetime import date

from labelcheck.models import (
    DoseMark,
    DoseRange,
    DoseScale,
    EnhancerEvidence,
    EnhancerUse,
    Evidence,
    Flag,
    Ladder,
    Note,
    Rung,
    Study,
    StudyTest,
    Unplaced,
)

AS_OF = date(2026, 3, 8)
HOSTILE = (
    "<script>alert(9)</script> <img src=x> **bold** $$\\frac{1}{0}$$ :red[x] [a](javascript:alert(1)) "
    "\x1b[2J \u202eesrever\u202c \ud800 " + "W" * 120
)
INSTEAD = "Contains vesicles from cultured adipose cells; it contains no stem cells."
STEPS = (
    "Says that an effect is proven, and names no study",
    "Says that it was tested, and not how",
    "Tells of a test without a comparison",
)
RUNGS = (
    Rung(id="none", title="No clinical data", meaning="Nothing on the label speaks of a test on people."),
    Rung(id="phrase", title="Words only", meaning="It says that it is proven or tested and cites nothing."),
    Rung(id="controlled", title="Controlled study of something else", meaning="There was a comparison."),
    Rung(id="finished-product", title="Controlled study of this product", meaning="The best a label can point to."),
)


def dose(*marks: DoseMark, unplaced: tuple[Unplaced, ...] = ()) -> DoseScale:
    """A scale with a range of each kind."""
    seen, own = "A seller's own figure.", "Our own reckoning."
    ranges = (
        DoseRange(title="Ampoule", kind="disclosed", low=3e8, high=3e8, known=seen, basis="inference"),
        DoseRange(title="Most disclosed", kind="band", low=1e8, high=1e11, known=own, basis="inference"),
        DoseRange(title="Most that fits", kind="limit", low=1.2e15, high=1.2e15, known=own, basis="inference"),
    )
    return DoseScale(ranges=ranges, marks=marks, unplaced=unplaced)


def ladder() -> Ladder:
    """Third of four rungs, with a study that does not speak of this product."""
    reason = "It is a study of something else than this label describes: see which tests fail."
    return Ladder(
        item="clinical-data", rung="controlled", position=3, rungs=RUNGS, applies=False, reason=reason, claims=("c5",)
    )


def evidence() -> tuple[Evidence, ...]:
    """A study described on the label of which two tests fail, and a number that the registry does not know."""
    tests = (
        StudyTest(name="product", matches=None, reason="Which product it tested is not known here."),
        StudyTest(name="source", matches=True, reason="It used human fat stem cells, as the label says."),
        StudyTest(name="route", matches=False, reason="It was put on intact skin. The label says to needle."),
        StudyTest(name="device", matches=False, reason="It used no device. The label speaks of “microneedling”."),
        StudyTest(name="indication", matches=True, reason="It was about dark spots, as the label is."),
        StudyTest(name="results", matches=True, reason="Its results are published."),
    )
    return (
        Evidence(
            record="cho2020",
            name="Cho 2020",
            cite="Cho BS et al. Skin Brightening Efficacy of Exosomes. Cosmetics 2020;7(4):90",
            claims=("c5",),
            by="description",
            sure=False,
            tests=tests,
            status="published",
            as_of=AS_OF,
            conclusion="The figures fit Cho 2020, perhaps by chance. That study used no needles; this label does.",
            result="In 21 women melanin was a little lower on the side that got exosomes, and the difference faded.",
            limits="It says nothing of needled skin.",
            conflicts="Several authors worked for the maker.",
            basis="secondary",
            references=("doi:10.3390/cosmetics7040090", "pmid:00000000"),
        ),
        Evidence(
            record=None,
            name="NCT01234567",
            cite="NCT01234567",
            claims=("c11",),
            by="identifier",
            status="not in our registry",
            as_of=None,
            conclusion="“NCT01234567” has the form of a ClinicalTrials.gov number and is not in our registry.",
        ),
    )


def enhancers() -> tuple[EnhancerUse, ...]:
    """One that small trials speak for, and one that nothing speaks for."""
    trial = "In a trial of 28 people both halves of the face were needled, and the half with exosomes did better."
    return (
        EnhancerUse(
            value="microneedling",
            title="Speaks of microneedling",
            state="instructed",
            claims=("c7",),
            evidence=EnhancerEvidence(level="small trials", text=trial, references=("doi:10.1111/jocd.15872",)),
        ),
        EnhancerUse(
            value="led",
            title="Speaks of LED light",
            state="suggested",
            claims=("c12",),
            evidence=EnhancerEvidence(
                level="none found", text="No evidence was found that light carries vesicles.", basis="inference"
            ),
        ),
    )


CORRECTION = Note(
    text="No evidence was found that LED carries vesicles through skin.",
    references=("pmc:PMC9239599",),
    basis="inference",
    claims=("c12",),
    corrects="LED is a penetration enhancer.",
)
GOOD_TO_KNOW = Note(
    text="Freeze-dried vesicles stayed stable for months in the warm; liquids did not.",
    references=("pmid:39554868",),
    claims=("c3",),
)


def general_flags() -> tuple[Flag, ...]:
    """Three that hold everywhere: on a ladder, with a sum, and one that is only good to know."""
    return (
        Flag(
            id="f1",
            rule="general/clinically-proven",
            title="“Clinically proven” without a study",
            topic="clinical-proof",
            severity="high",
            market="general",
            message="The label says that the effect is proven and names no study that a reader could find.",
            why="A claim of proof needs a competent study of this very product.",
            claims=("c8",),
            references=("https://www.ftc.gov/business-guidance/resources/health-products-compliance-guidance",),
            suggestion="Name the study: authors, journal and year, or a registration number with results.",
            step=1,
            steps=STEPS,
        ),
        Flag(
            id="f2",
            rule="general/doses",
            title="Two doses that do not agree",
            topic="consistency",
            severity="low",
            market="general",
            message="The label states its dose twice, and the two differ 5 times. Ask which is right.",
            why="A count per ampoule and a count per mL must agree through the volume.",
            claims=("c2", "c6"),
            references=("article:label-criteria",),
            suggestion="(Number) particles per mL, (volume) mL per ampoule.",
            arithmetic="10 billion per ampoule / 5 mL = 2 billion per mL; stated: 10 billion per mL",
            step=2,
            steps=STEPS[:2],
        ),
        Flag(
            id="f3",
            rule="general/stem-cells",
            title="Stem cells and exosomes are not the same",
            topic="stem-cells",
            severity="info",
            market="general",
            message="Products of this kind rarely contain stem cells.",
            why="The claim that stem cells penetrate the skin and differentiate has no scientific support.",
            claims=("c9",),
            references=("https://www.tetrapod.beauty/en/news/asc-exosomes-split-face-melanin-women-8week-2026",),
            suggestion=INSTEAD,
        ),
    )


def market_flags() -> tuple[Flag, ...]:
    """One of each of two markets, with and without a date since when it holds."""
    return (
        Flag(
            id="f4",
            rule="us/treats-disease",
            title="United States: claims to treat a disease",
            topic="disease",
            severity="critical",
            market="us",
            message="A cosmetic that claims to heal melasma is regulated as a drug.",
            why="Statements about the treatment of disease make a product a drug under 21 U.S.C. 321(g)(1).",
            claims=("c10",),
            references=("https://www.law.cornell.edu/uscode/text/21/321", "law:FDA, 6 December 2019, notice"),
            suggestion="Speak of how the skin looks: “helps skin look more even”.",
            notice="Federal Food, Drug, and Cosmetic Act, section 201(g)(1)",
            as_of=AS_OF,
            exempt="It does not apply to words about how skin looks.",
        ),
        Flag(
            id="f5",
            rule="eu/human-source",
            title="Human cells or tissue as a source",
            topic="origin",
            severity="low",
            market="eu",
            message="Cosmetics with cells, tissues or products of human origin are prohibited in the European Union.",
            why="Annex II, entry 416 of Regulation (EC) No 1223/2009.",
            claims=("c1", "c9"),
            references=("celex:32009R1223", "doi:10.1111/jocd.15872"),
            suggestion=INSTEAD,
            basis="secondary",
            notice="Regulation (EC) No 1223/2009, Annex II, entry 416",
            in_force="2013-07",
            as_of=AS_OF,
        ),
    )


def hostile_ladder() -> Ladder:
    """Hostile words on every rung and in the reason."""
    rungs = tuple(Rung(id=HOSTILE, title=HOSTILE, meaning=HOSTILE) for _ in range(2))
    return Ladder(
        item="clinical-data", rung=HOSTILE, position=2, rungs=rungs, applies=None, reason=HOSTILE, claims=("c3",)
    )


def hostile_evidence() -> tuple[Evidence, ...]:
    """A study in which every text is hostile."""
    return (
        Evidence(
            record=HOSTILE,
            name=HOSTILE,
            cite=HOSTILE + "2",
            claims=("c3", "missing"),
            by="identifier",
            tests=(StudyTest(name="source", matches=False, reason=HOSTILE),),
            status=HOSTILE,
            as_of=AS_OF,
            conclusion=HOSTILE,
            result=HOSTILE + "3",
            limits=HOSTILE + "4",
            conflicts=HOSTILE + "5",
            basis="unconfirmed",
            references=("javascript:alert(6)", "law:" + HOSTILE),
        ),
    )


def hostile_enhancers() -> tuple[EnhancerUse, ...]:
    """A way into the skin in which every text is hostile."""
    known = EnhancerEvidence(level="weak", text=HOSTILE, references=('https://x/<b>"onclick=y', HOSTILE))
    return (EnhancerUse(value=HOSTILE, title=HOSTILE, state="instructed", claims=("c3",), evidence=known),)


def hostile_note() -> Note:
    """A note in which every text is hostile."""
    return Note(text=HOSTILE, references=("javascript:alert(7)",), basis="inference", corrects=HOSTILE)


def hostile_flag(number: int, market: str) -> Flag:
    """A claim to question in which every text is hostile."""
    return Flag(
        id=f"f{number}",
        rule="general/x",
        title=HOSTILE,
        topic="wording",
        severity="critical",
        market=market,
        message=HOSTILE,
        why=HOSTILE,
        claims=("c3",),
        references=("javascript:alert(8)", "guidance:" + HOSTILE),
        suggestion=HOSTILE,
        arithmetic=HOSTILE,
        basis="secondary",
        notice=HOSTILE,
        in_force=HOSTILE,
        as_of=AS_OF,
        exempt=HOSTILE,
        step=1,
        steps=(HOSTILE, HOSTILE),
    )


def registry() -> tuple[Study, ...]:
    """Three records that differ in all that the Evidence page can be filtered by; one with words that are markup."""
    return (
        Study(
            id="cho2020",
            kind="study",
            name="Cho 2020",
            cite="Cho BS et al. Skin Brightening Efficacy of Exosomes. Cosmetics 2020;7(4):90",
            doi=("10.3390/cosmetics7040090",),
            source_text="human fat (adipose) stem cells",
            indications=("dark_spots",),
            people=21,
            control="vehicle",
            route="topical",
            result="Melanin was a little lower, and the difference faded.",
            results="published",
            basis="confirmed",
            as_of=AS_OF,
        ),
        Study(
            id="nct01234567",
            kind="trial",
            name="NCT01234567 <b>:red[x]</b>",
            cite="A trial <script>alert(1)</script>",
            registry=("NCT01234567",),
            source_text="not stated in the abstract",
            indications=("melasma",),
            control="none",
            route="topical after a procedure",
            result="It has published no results.",
            results="none",
            basis="secondary",
            as_of=date(2025, 1, 1),
        ),
        Study(
            id="review2025",
            kind="review",
            name="Review 2025",
            cite="A review of studies.",
            source_text="various; a review of studies",
            result="Most studies were small.",
            results="published",
            basis="confirmed",
            as_of=AS_OF,
        ),
    )
