"""What a column's name says it holds: words of publishers in English, German, French and Spanish."""

import re
from functools import cache

from renderer.data.descriptor import AREA_WORD
from renderer.data.schema import parse_number

__all__ = ["area_word", "header_role", "is_amount", "is_code", "is_of_shapes", "is_total", "unit_of", "words_of"]

_WHOM = r"(children|people|patients|adults|babies|pupils)"
_ENDS = r"( ?(confidence|ci|cl|limit|bound|95))*( ?%)?( (ci|limit|interval))*"
_LIMIT = r"( ?95)?( ?%)?( ?(ci|cl|limit|confidence).*)?"
_GROUPED = (r"(age|sex|gender|race|ethnic(ity)?|income|education(al)?|insurance|deprivation|imd|disability|language|"
            r"religion|poverty|wealth|housing|employment)")  # fmt: skip
_BAND = r"(in years|groups?|bands?|ranges?|class|category|level|status|quintile|decile|origin|type|attainment)"
_ROLES = {
    "time": r"year|time|date|period|month|week|quarter|jahr|datum|zeit|monat|quartal|ann[ée]e|p[ée]riode|a[ñn]o|fecha|"
            r"time period|time ?dim|financial year|school year|survey year|reporting period|stichtag",
    "denominator": rf"denom(inator)?|(no|number) (of )?{_WHOM}( .*)?|base|"
                   r"(total )?(population|inhabitants|residents)( total)?|bev(ö|oe)lkerung|habitants|habitantes|"
                   rf"((no|number) (of )?)?{_WHOM} (examined|seen|screened|asked|surveyed|interviewed|tested)|"
                   r"examined|(niñ[oa]s|personas|adultos|pacientes) (examinad|encuestad|revisad)[oa]s|poblaci[óo]n|"
                   r"untersuchte( .*)?|(anzahl (der )?)?([\w-]+ )?untersucht|"
                   r"einwohner(zahl)?|nenner|effectif|.*\bdenominator ?\d?|.*\bdenom|number examined|count of people",
    "sample": r"n|sample( ?size)?|n obs|respondents|unweighted( n| count)?|befragte|stichprobe|asked|people asked",
    "low": rf"(low|lower|lo|lci|ll){_ENDS}|.*\b(lower|low|lci|loci)"
           rf"{_LIMIT}|untere (grenze|schranke).*|unten|lower ci.*|.*low confidence.*|ci low(er)?",
    "high": rf"(high|upper|up|hi|uci|ul){_ENDS}|.*\b(upper|high|uci|upci)"
            rf"{_LIMIT}|obere (grenze|schranke).*|oben|upper ci.*|.*high confidence.*|"
            r"ci (high|upper)",
    "interval": r".*\b(95 ?% ?)?(ci|confidence interval|konfidenzintervall)\b.*|.*95ci",
    "flag": r".*(footnote|flag|obs.?status|\bnotes?\b|caveat|fu(ss|ß)note|remarks?|comments?|data type|caution).*",
    "unit": r"unit|units|unit measure|einheit|data value unit|unit.?of.?measure|unit.?mult",
    "measure": r"measure|indicator|variable|series( name)?|indikator|indicateur|merkmal|metric|measure ?id|"
               r"indicator ?(id|code|name)|series code|measure name|question|topic|disease|kennzahl|outcome|vaccine",
    "value": r"value|obs.?value|data.?value|numeric ?value|val|wert|figure|rate|percent(age)?|prevalence|valeur|valor|"
             r"anteil|estimate|count|number|total",
    "area": r".*\b(code|codes|c[óo]digo|fips|geoid|gss|ons ?code|ags|nuts|id|iso3?|zcta|zip|plz|insee|lsoa|msoa|"
            r"schl(ü|ue)ssel|locationid|ref ?area|geo|spatial ?dim|kennziffer)\b.*|"
            r".*(area|location|county|country|region|district)[ _]?(code|id).*|"
            r"ref area|geoid|geo|.*\bid\b.*|[a-z]{0,6}uid|area",
    "area_name": r".*\b(area|location|county|country|region|district|state|neighbou?rhood|municipality|city|town|place|"
                 r"tract|community|stadtteil|stadtgebiet|bezirk|kreis|land|bundesland|gemeinde|ort|commune|d[ée]partement|"
                 r"ward|authority|province|suburb|geography|entity|nation|board|trust|la|utla|ltla|icb|ccg|pct|borough|"
                 r"locality|quarter|barrio|municipio|practice|clinic|school|site)( name)?\b.*|"
                 r"name( (canonical|official|full|en|english))?",
    "parent": r".*\b(parent|region|state|government office|area team|local team|sha|health board)\b.*",
    "lon": r"lon|long|lng|longitude|x|l(ä|ae)ngengrad",
    "lat": r"lat|latitude|y|breitengrad",
    "place": r"geolocation|geo ?location|point|coordinates",
    "abbr": r".*\b(abbr|abbreviation|short name|k(ü|ue)rzel)\b.*",
    "stratum": rf"{_GROUPED}( (and |by )?({_GROUPED}|{_BAND}))*|(population|demographic) groups?|break ?outs?|"
               r"sub ?groups?|strat(um|ification)|.*\b(quintile|decile|tertile|quartile)|"
               r"alters?(gruppen?|klassen?)?|geschlecht|einkommens?(gruppe|klasse)?|schicht|migrationshintergrund|"
               r"sexe|(tranche|groupe|classe) d.[âa]ge|sexo|edad|g[ée]nero|grupos? (de )?(edad|edades|etario|etáreo)|"
               r"etnia|quintil",
    "level": r".*\b(area ?type|level|geo ?type|geography ?type|spatial ?dim ?type|geographic level|"
             r"gebietsebene|tier|geography)\b.*",
}  # fmt: skip
_TOTALS = (
    r"(grand |sub)?totals?|.*\btotal$|total\b.*|all( .*)?|overall|gesamt.*|(.*\b)?(ins)?gesamt|summe|alle|ensemble|"
    r"sum|(the )?(whole )?(nation|country|world|city)|national|nationwide|_t|statewide|state total|united states|usa?|"
    r"u\.s\.|england|scotland|wales|northern ireland|united kingdom|uk|great britain|england and wales|"
    r"australia|deutschland|"
    r"germany|austria|österreich|schweiz|switzerland|france|españa|canada|india|ireland|new zealand|european union.*|"
    r"eu ?\d{2}.*|euro area.*|oecd.*|european? average.*|average|mean|mittelwert|durchschnitt|median"
)
_AREA_WORDS = re.compile(r"\b(?:county|neighbou?rhood|district|region|state|country|municipality|tract|ward|province|"
                         r"city|borough|parish|town|village|suburb|health board|school|clinic|practice|locality|ort\b|"
                         r"barrio|municipio|distrito|comarca|provincia|arrondissement|commune|quartier|d[ée]partement|"
                         r"stadtteil|stadtbezirk|bezirk|landkreis|gemeinde|bundesland)")  # fmt: skip
# As they are written in a sentence, where an s more does not make many of one.
_MANY = {"stadtteil": ("Stadtteil", "Stadtteile"), "stadtbezirk": ("Stadtbezirk", "Stadtbezirke"),
         "bezirk": ("Bezirk", "Bezirke"), "landkreis": ("Landkreis", "Landkreise"), "ort": ("Ort", "Orte"),
         "gemeinde": ("Gemeinde", "Gemeinden"), "bundesland": ("Bundesland", "Bundesländer")}  # fmt: skip
_SHAPES = re.compile(r"(area ?(land|water)|aland|awater|census ?area|shape (st)?(area|length?|leng|perimeter).*|"
                     r"st ?(area|length).*|perimeter|object ?id|fid|name|intpt ?(lat|lon)|lsad|cartodb id)\d*",
                     re.IGNORECASE)  # fmt: skip
_UNITS = (
    (r"%|per ?cent(age)?|prozent|pourcentage|porcentaje|porcentual|\bpct\b|\bpc\b|prevalence|"
     r"quote\b|impfquote|anteil|\bshare\b|coverage|_crudeprev|_adjprev|%$|quote_|^pt(_|$)", "percent"),
    (r"per 100[ ,.]?000|/ ?100[ ,.]?000|je 100[ .]?000", "per 100,000"),
    (r"per 10[ ,.]?000|/ ?10[ ,.]?000|je 10[ .]?000", "per 10,000"),
    (r"per (1[ ,.]?000|thousand)|/ ?1[ ,.]?000|je 1[ .]?000", "per 1,000"),
    (r"\bratio\b|proportion|fraction|\(0-1\)", "ratio"),
    (r"\((years|yrs|jahre)\)|\byears\b", "years"),
)  # fmt: skip


# What is told for so many people is no share of them: dollars, hours, kilometres, points. With a number before it,
# as in "within 30 days", it says of which people.
_AMOUNTS = re.compile(r"[$€£¥₹]|\b(?<!\d[ -])(?<!\d)(usd|eur|gbp|chf|inr|aud|cad|dollars|euros?|pounds|francs|rupees|"
                      r"cents|spending|spend|expenditures?|costs?|ausgaben|kosten|hours|minutes|days|stunden|minuten|"
                      r"tage|kms?|kilomet(re|er)s|miles|met(re|er)s|lit(re|er)s|kg|kilograms|tonnes|tons|grams|points|"
                      r"punkte|kwh|mwh|dalys?|ylls?|ylds?|person[- ]years|years of life)\b")  # fmt: skip


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern, compiled when it is first asked for: all of them take 30 ms, and a described file asks none."""
    return re.compile(text)


def words_of(name: str) -> str:
    """Return a name in small letters, its words parted: LowCI, low_ci and low-ci are alike."""
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    return " ".join(re.sub(r"[_\-./*]+", " ", name).casefold().split())


def header_role(name: str, role: str) -> bool:
    """
    Return whether a column's name says that it has ``role``.

    >>> header_role("Low_Confidence_Limit", "low"), header_role("FIPS_code", "area"), header_role("Value", "area")
    (True, True, False)
    """
    return bool(_pattern(_ROLES[role]).fullmatch(words_of(name)))


def area_word(text: str) -> tuple[str, str]:
    """
    Return what an area is called, one and many, by the name of its column.

    >>> area_word("CountyName"), area_word("code")
    (('county', 'counties'), ('area', 'areas'))
    """
    found = _AREA_WORDS.search(words_of(text))
    one = found[0] if found else ""
    if one in _MANY:
        return _MANY[one]
    return (one, f"{one[:-1]}ies" if one.endswith("y") else f"{one}s") if one else AREA_WORD


def is_of_shapes(name: str) -> bool:
    """
    Return whether a column says something of an area's shape, as files of boundaries do, and not of its people.

    >>> is_of_shapes("ALAND"), is_of_shapes("Shape__Area"), is_of_shapes("Landfläche")
    (True, True, False)
    """
    return bool(_SHAPES.fullmatch(words_of(name)))


def is_total(name: str) -> bool:
    """
    Return whether an area is called as totals are, or is a whole country.

    >>> is_total("South West Total"), is_total("Deutschland"), is_total("Stadt insgesamt"), is_total("Totnes")
    (True, True, True, False)
    """
    return bool(_pattern(_TOTALS).fullmatch(" ".join(name.casefold().split())))


def unit_of(text: str) -> str:
    """
    Return the unit that a name or a cell speaks of; "" where it speaks of none.

    >>> unit_of("Mortality rate, infant (per 1,000 live births)"), unit_of("Anteil in %"), unit_of("Population")
    ('per 1,000', 'percent', '')
    >>> unit_of("Spending per 1,000 people, dollars"), unit_of("Bed days (per 100,000)")
    ('amount per 1,000', 'amount per 100,000')
    """
    words = text.casefold()
    for pattern, unit in _UNITS[1:4]:
        if re.search(pattern, words):
            return f"amount {unit}" if _AMOUNTS.search(words) else unit
    return next((unit for pattern, unit in _UNITS if re.search(pattern, words)), "")


def is_amount(name: str) -> bool:
    """Return whether a column's name speaks of money, time or another amount, and of no people."""
    return bool(_AMOUNTS.search(name.casefold()))


def is_code(text: str) -> bool:
    """Return whether a text looks like a code and not like a name: no blank, and a digit or only capitals."""
    return (
        bool(text)
        and " " not in text
        and (any(map(str.isdigit, text)) or text.isupper())
        and parse_number(text) is not None
    )
