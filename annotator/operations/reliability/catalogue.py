"""What the figures of agreement are: name, sentences, formula, source. One declared table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from annotator.corpus.messages import gettext_noop, tr

ALL_CODES = gettext_noop("Identical sets of codes, nominal")
"""What the row of all codes is: two values are alike only if the whole sets are. No mean of the
codes, and beside them the last."""
KRIPPENDORFF = tr("Krippendorff, K. (2019). Content Analysis (4th ed.), chapter 12. Sage.")
KMBW = tr(
    "Krippendorff, K., Mathet, Y., Bouvry, S., & Widlöcher, A. (2016). On "
    "the reliability of unitizing textual continua. Quality & Quantity, 50,"
    " 2347–2364."
)
HRIPCSAK = tr(
    "Hripcsak, G., & Rothschild, A. S. (2005). Agreement, the F-measure, "
    "and reliability in information retrieval. JAMIA, 12(3), 296–298."
)
GWET = tr("Gwet, K. L. (2014). Handbook of Inter-Rater Reliability (4th ed.). Advanced Analytics.")
MATHET = tr(
    "Mathet, Y., Widlöcher, A., & Métivier, J.-P. (2015). The unified and "
    "holistic method gamma. Computational Linguistics, 41(3), 437–479."
)
MATHET_CAT = tr(
    "Mathet, Y. (2017). The agreement measure gamma-cat. Computational Linguistics, 43(3), 661–681."
)
PASSONNEAU = tr(
    "Passonneau, R. (2006). Measuring agreement on set-valued items (MASI). LREC 2006, 831–836."
)
COHEN = tr(
    "Cohen, J. (1960). A coefficient of agreement for nominal scales. "
    "Educational and Psychological Measurement, 20(1), 37–46."
)
SCOTT = tr(
    "Scott, W. A. (1955). Reliability of content analysis. Public Opinion "
    "Quarterly, 19(3), 321–325."
)
FLEISS = tr(
    "Fleiss, J. L. (1971). Measuring nominal scale agreement among many "
    "raters. Psychological Bulletin, 76(5), 378–382."
)
LIGHT = tr(
    "Light, R. J. (1971). Measures of response agreement for qualitative "
    "data. Psychological Bulletin, 76(5), 365–377."
)
HUBERT = tr("Hubert, L. (1977). Kappa revisited. Psychological Bulletin, 84(2), 289–297.")
AC1 = tr(
    "Gwet, K. L. (2008). Computing inter-rater reliability and its variance"
    " in the presence of high agreement. BJMSP, 61(1), 29–48."
)
EFRON = tr(
    "Efron, B. (1987). Better bootstrap confidence intervals. Journal of "
    "the American Statistical Association, 82(397), 171–185."
)


HALL = tr(
    "Hall, P., Martin, M. A., & Schucany, W. R. (1988). Better "
    "nonparametric bootstrap confidence intervals for the correlation "
    "coefficient. Southern Methodist University."
)
CARTER = tr(
    "Carter, A. V., Schnepel, K. T., & Steigerwald, D. G. (2017). "
    "Asymptotic behavior of a t-test robust to cluster heterogeneity. "
    "Review of Economics and Statistics, 99(4), 698–709."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure by name. what: a sentence or two; formula in plain letters; source: a reference."""

    name: str
    title: str
    what: str
    formula: str
    source: str


def _declared(rows: Iterable[tuple[str, str, str, str, str]]) -> tuple[Measure, ...]:
    return tuple(Measure(*row) for row in rows)


_SHOWN = (
    (
        "alpha_character",
        "alpha",
        tr(
            "Krippendorff’s alpha, nominal: a code is there or not on each {unit}; "
            "for all codes together, the value of a {unit} is its set of codes. 1 "
            "is full agreement, 0 what chance alone gives."
        ),
        "1 − Do / De",
        KRIPPENDORFF,
    ),
    (
        "f1_exact",
        tr("F1 exact"),
        tr(
            "F1 of whole codings: two match that have the same code and exactly the"
            " same passage. Chance is not taken out."
        ),
        tr("2 · matches / (codings of one + codings of the other)"),
        HRIPCSAK,
    ),
    (
        "f1_overlap",
        tr("F1 overlap"),
        tr(
            "F1 of whole codings: two match that have the same code and share some "
            "text, each with at most one other. Chance is not taken out."
        ),
        tr("2 · matches / (codings of one + codings of the other)"),
        HRIPCSAK,
    ),
    (
        "f1_character",
        tr("F1 {units}"),
        tr(
            "F1 of {units} with the code; a coder’s own overlapping codings with "
            "one code are united. Chance is not taken out."
        ),
        tr("2 · both / (marked by one + marked by the other)"),
        HRIPCSAK,
    ),
    (
        "percent_character",
        tr("percent"),
        tr(
            "The share of {units} on which the coders agree, mean over {units}. "
            "Chance is not taken out, and text that nobody coded counts as "
            "agreement."
        ),
        tr("mean of agreeing pairs of coders / pairs of coders"),
        GWET,
    ),
)
_CLASSICAL = (
    ("alpha", "alpha", tr(
"Krippendorff’s nominal alpha on the chosen unit."
), "1 − Do / De",
     KRIPPENDORFF),
    ("percent_units", tr("percent (units)"), tr(
"Agreeing pairs of coders over pairs, mean over units."
),
     tr("mean of agreeing pairs / pairs"), GWET),
    ("percent_values", tr("percent (values)"), tr(
"The same, units weighted by their values: 1 − Do."
),
     "1 − Do", KRIPPENDORFF),
    ("percent_pairs", tr("percent (pairs)"), tr(
"Agreeing pairs of coders over all pairs, pooled."
),
     tr("agreeing pairs / pairs"), KRIPPENDORFF),
    ("holsti", tr("Holsti’s CR"), tr(
"Agreed decisions over all decisions, mean over pairs of coders."
),
     "2M / (N1 + N2)", tr(
"Holsti, O. R. (1969). Content Analysis. Addison-Wesley."
)),
    ("cohen_kappa", tr("Cohen’s kappa"), tr(
"For two coders; each coder’s own margins make the chance."
),
     "(po − pe) / (1 − pe)", COHEN),
    ("scott_pi", tr("Scott’s pi"), tr(
"For two coders; their pooled margins make the chance."
),
     "(po − pe) / (1 − pe)", SCOTT),
    ("fleiss_kappa", tr("Fleiss’ kappa"), tr(
"Scott’s pi for several coders, none of them missing."
),
     "(po − pe) / (1 − pe)", FLEISS),
    ("fleiss_gwet", tr("Fleiss’ kappa (Gwet)"), tr("Fleiss’ kappa where coders may be missing."),
     "(po − pe) / (1 − pe)", GWET),
    ("light_kappa", tr("Light’s kappa"), tr(
"The mean of Cohen’s kappa over all pairs of coders."
),
     tr("mean of kappas"), LIGHT),
    ("hubert_kappa", tr("Hubert’s kappa"), tr(
"Mean agreement and mean chance of all pairs of coders."
),
     tr("(mean po − mean pe) / (1 − mean pe)"), HUBERT),
    ("gwet_ac1", tr("Gwet’s AC1"), tr(
"Resistant to rare codes; its chance takes the number of codes in the "
 "codebook."
), "(po − pe) / (1 − pe), pe = Σ π(1 − π) / (q − 1)", AC1),
    ("bennett_s", tr("Bennett’s S"), tr("Chance as if all values were equally likely."),
     "(po − 1/q) / (1 − 1/q)", tr(
"Bennett, E. M., Alpert, R., & Goldstein, A. C. (1954). Communications "
 "through limited-response questioning. POQ, 18(3), 303–308."
)),
    ("randolph_kappa", tr("Randolph’s kappa"), tr("Bennett’s S for several coders."),
     "(po − 1/q) / (1 − 1/q)", tr(
"Randolph, J. J. (2005). Free-marginal multirater kappa. Joensuu "
 "Learning and Instruction Symposium."
)),
)  # fmt: skip
_SET = tr("Krippendorff’s alpha; the value of a unit is its set of codes, and the distance is {0}.")
_SETS = (
    ("alpha_sets", tr("alpha (sets, nominal)"), _SET.format(tr("0 for the same set, else 1")),
     "1 − Do / De", KRIPPENDORFF),
    ("alpha_jaccard", tr("alpha (sets, Jaccard)"), _SET.format(tr("Jaccard’s, 1 − |A∩B| / |A∪B|")),
     "1 − Do / De", PASSONNEAU),
    ("alpha_masi", tr("alpha (sets, MASI)"),
     _SET.format(tr("MASI’s, 1 − J·M with M 1, 2/3, 1/3, 0")), "1 − Do / De", PASSONNEAU),
)  # fmt: skip
_UNITIZING = (
    ("alpha_u", "αU (1995)", tr(
"Alpha for unitizing: where units begin and end, code by code."
),
     "1 − Do / De", tr(
"Krippendorff, K. (1995). On the reliability of unitizing continuous "
 "data. Sociological Methodology, 25, 47–76."
)),
    ("u_alpha", "uα", tr(
"Units, gaps and codes together; a coder’s units must not overlap."
),
     "1 − Do / De", KMBW),
    ("u_alpha_binary", "|uα", tr(
"Unit or gap, whatever the code; a coder’s units must not overlap."
),
     "1 − Do / De", KMBW),
    ("cu_alpha", "cuα", tr(
"Codes of the text that coders’ units have in common."
), "1 − Do / De",
     KMBW),
    ("ku_alpha", "(k)uα", tr(
"One code among the units in common; read it with its coverage, the "
 "share of the code’s length that met another coder’s unit."
), "1 − Do / De", KMBW),
)  # fmt: skip
_GAMMA = (
    ("gamma", "γ", tr(
"Units are aligned, and what is left in disorder is compared with "
 "chance; codings may overlap and nest."
), tr("1 − observed / expected disorder"), MATHET),
    ("gamma_cat", "γ-cat", tr("The codes of the aligned units only."),
     tr("1 − observed / expected disorder"), MATHET_CAT),
    ("gamma_k", "γ-k", tr("The aligned units that have one code."),
     tr("1 − observed / expected disorder"), MATHET_CAT),
)  # fmt: skip

TABLE = _declared(_SHOWN)
"""The columns of the table of figures."""
CLASSICAL = _declared((*_CLASSICAL, *_SETS))
"""Coefficients on units: one value a unit, or a set of codes."""
UNITIZING = _declared(_UNITIZING)
GAMMA = _declared(_GAMMA)
MEASURES = {one.name: one for one in (*TABLE, *CLASSICAL, *UNITIZING, *GAMMA)}
"""Every built-in figure by its name."""


def is_percent(name: str) -> bool:
    """Whether people read a figure in percent; programs get a share."""
    return name.startswith("percent")


def worded(text: str, unit: str) -> str:
    """A sentence of the table for a unit in the singular ("character")."""
    return text.format(unit=tr(unit), units=tr(f"{unit}s"))


UNIT_NAMES = (
    *(gettext_noop("character"), gettext_noop("word"), gettext_noop("sentence")),
    gettext_noop("turn"),
    *(gettext_noop("characters"), gettext_noop("words"), gettext_noop("sentences")),
    gettext_noop("turns"),
)
"""What is counted, in the singular and in the plural."""

COUNT_NAMES = (
    *(gettext_noop("codings"), gettext_noop("codings both")),
    *(gettext_noop("codings only first"), gettext_noop("codings only second")),
    *(gettext_noop("both"), gettext_noop("only one"), gettext_noop("units")),
    *(gettext_noop("values"), gettext_noop("values with the code"), gettext_noop("length")),
    *(gettext_noop("different values"), gettext_noop("unlike coincidences")),
    *(gettext_noop("matched codings"), gettext_noop("pairs of coders")),
    gettext_noop("random continua"),
)
"""What figures are computed from (`Figure.counts`)."""
