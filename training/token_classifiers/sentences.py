"""Sentences about drugs and diseases, made of templates and lists of names, with the places of the names."""

import re

DRUGS = """aspirin|ibuprofen|paracetamol|morphine|warfarin|insulin glargine|metformin|metformin hydrochloride
vitamin B12|vitamin D3|vitamin C|co-trimoxazole|co-codamol|sodium valproate|lithium carbonate|interferon beta-1a
5-fluorouracil|amoxicillin|zinc oxide|ferrous sulphate|St John's wort|Bêtamolan|Ñandirex|Sørafluvine forte|Élanzol
Tri-Zeloparin|Kalvudex 20|Mirotan plus""".replace("\n", "|").split("|")

DISEASES = """asthma|gout|migraine|measles|malaria|anaemia|scurvy|type 1 diabetes|type 2 diabetes|hepatitis B
hepatitis C|high blood pressure|non-small-cell lung cancer|breast cancer|Ménière's disease|Sjögren's syndrome
Behçet's disease|Guillain-Barré syndrome|Crohn's disease|Parkinson's disease|COVID-19|heart failure|kidney failure
rheumatoid arthritis|whooping cough|multiple sclerosis""".replace("\n", "|").split("|")

# Names of these parts are invented; whether one of them is a drug's is told by its end.
BEGINNINGS = "Ar Bel Cor Dal El Fen Gal Hy Il Jun Ke Lor Mar Nel Os Pra Que Ril Sol Tel Ul Vel Xan Yl Zor".split()
MIDDLES = "ta vo li mu ro xi ne da pa zo".split()
DRUG_ENDINGS = "mab statin pril olol cillin zepam tinib sartan".split()
DISEASE_ENDINGS = "itis oma osis aemia opathy".split()

TEMPLATES = """{Drug} is given for {Disease}.
The patient took {Drug} twice a day against {Disease}.
She was treated with {Drug} and {Drug} until the fever fell.
He has had {Disease} since 2011.
{Disease} and {Disease} are common in this ward.
Does {Drug} help against {Disease}?
No effect of {Drug} on {Disease} was seen in 48 patients.
After 12 weeks of {Drug} (20 mg), her {Disease} was gone.
Doctors in Łódź no longer give {Drug} to children with {Disease}.
{Drug} made {Disease} worse, wrote Dr Nguyễn.
Patients with {Disease} should not take {Drug}.
The dose of {Drug} was raised to 5 mg a day.
Her mother died of {Disease} in May.
We compared {Drug} with {Drug} in 120 adults.
Stop {Drug} at once if the skin turns red!
In {Disease}, {Drug} is the first choice; {Drug} is the second.
The nurse asked: “Are you allergic to {Drug}?”
A history of {Disease}, {Disease} or {Disease} was noted.
The café sells no {Drug}.
Take {Drug} 500 mg with food.
Risk factors: smoking, {Disease}, age over 60.
{Drug}-related pain was rare.
The trial of {Drug} versus placebo ended early.
Since his {Disease} was found he has slept badly.
Both {Drug} and surgery were tried for {Disease}.""".split("\n")

PLAIN = """The ward was closed on Monday.
Dr Nguyễn came back from Łódź at 12:30.
Nobody answered the telephone.
Bus B12 leaves at 5 from the old hospital.
We thank the 48 patients and their families.
The results are in Table 2.
She drank a coffee at the café and went home.
Children under 12 pay nothing.
Section 3.1 gives the methods.
The fever fell after 3 days.
Was the dose too high?
He sleeps badly, but he eats well.
Blood was taken twice a day.
Type the number of the room and wait.
Red skin, pain and a cough were noted.
High prices and bad food keep visitors away.""".split("\n")

SYMBOLS = ["😀", "💊", "👩‍⚕️", "⚠️", "🎉", "•", "→", "*"]
GAPS = [" ", " ", " ", "  ", "\n", "\n\n", "\t"]


def invented(random, endings):
    """A name that nobody bears."""
    middles = "".join(random.choice(MIDDLES) for _ in range(random.randint(0, 2)))
    name = random.choice(BEGINNINGS) + middles + random.choice(endings)
    return name if random.random() < 0.4 else name.lower()


def name(random, label, new):
    """A drug's or a disease's name; `new` are invented names alone."""
    names, endings = (DRUGS, DRUG_ENDINGS) if label == "Drug" else (DISEASES, DISEASE_ENDINGS)
    return invented(random, endings) if new or random.random() < 0.4 else random.choice(names)


def sentence(random, new=False):
    """A sentence and its spans: (start, end, label) in characters."""
    template = random.choice(PLAIN if random.random() < 0.25 else TEMPLATES)
    text, spans = "", []
    if random.random() < 0.15:
        text = random.choice(SYMBOLS) + random.choice([" ", " ", ""])
    begin = len(text)
    for part in re.split(r"({\w+})", template):
        if part[:1] == "{":
            label = part[1:-1]
            part = name(random, label, new)
            if len(text) == begin and random.random() < 0.7:
                part = part[0].upper() + part[1:]
            spans.append((len(text), len(text) + len(part), label))
        text += part
    return text, spans


def passage(random, new=False):
    """One to three sentences, as `sentence` gives one."""
    text, spans = "", []
    for _ in range(random.choice([1, 1, 2, 3])):
        if text:
            text += random.choice(GAPS)
        more, places = sentence(random, new)
        spans += [(len(text) + start, len(text) + end, label) for start, end, label in places]
        text += more
    return text, spans
