"""Varied lines, and what a tokenizer and a model of Hugging Face's make of them, for the tests of our own."""

import itertools
import random
import unicodedata

import sentences

LINES = [
    "aspirin",
    "Metformin hydrochloride",
    "☤",
    "zzyzxqwfgh",
    "Aspirin.",
    "She takes vitamin B12 and metformin hydrochloride for type 2 diabetes.",
    "💊 Aspirin is given for migraine.",
    "💊Aspirin is given for migraine.",
    "👩‍⚕️ Kalvudex 20 made Ménière's disease worse, wrote Dr Nguyễn.",
    "⚠️ Stop co-trimoxazole at once if the skin turns red! 😀😀 Paracetamol is the first choice.",
    "👩🏽‍⚕️🇳🇴☤💊 ibuprofen",
    "Does Bêtamolan help against Sjögren's syndrome?",
    "Does Be\u0302tamolan help against Sjo\u0308gren's syndrome?",
    "Behçet's disease and Guillain-Barré syndrome are common in this ward.",
    "Łódź, Ålesund and Đà Nẵng no longer give Sørafluvine forte to children with asthma.",
    "東京の病院では aspirin が使われる。",
    "患者服用aspirin治疗asthma。Ibuprofen 也可以。",
    "東京、大阪、京都。",
    "aspirin 500 mg、metformin 5 mg",
    "서울의 환자는 malaria 치료를 받았다.",
    "Пациент принимал warfarin от gout.",
    "أخذ المريض paracetamol ضد migraine.",
    "ผู้ป่วยกินยา aspirin",
    "No effect of ☤☤☤ on COVID-19 was seen in 48 patients.",
    "The patient took Qwfgzxk twice a day against hepatitis C. He has had asthma since 2011. Does lithium help?",
    "Type 1 diabetes\nhepatitis B\nHeart failure",
    "Take ibuprofen 500 mg with food.\n\nAfter 12 weeks of vitamin D3 (20 mg), her anaemia was gone.",
    "Take morphine\r\nwith food.\r\nHe has had gout since 2011.",
    "Risk factors:\tsmoking,\tkidney failure,\tage over 60.",
    "In  whooping cough,   amoxicillin is the first choice;    zinc oxide is the second.",
    "   Warfarin made heart failure worse.   ",
    "\tInsulin\tglargine\tis given for type\t2\tdiabetes.\n",
    "The nurse asked: “Are you allergic to interferon beta-1a?”",
    "(aspirin)[warfarin]{gout}",
    "aspirin/ibuprofen/paracetamol, non-small-cell lung cancer; COVID-19...",
    "Aspirin-related pain was rare.",
    "St John's wort and St John’s wort are not given for Parkinson’s disease.",
    "5-fluorouracil for breast cancer: 5 mg a day, not 50.",
    "ＡＳＰＩＲＩＮ and ｉｂｕｐｒｏｆｅｎ, 20 ㎎ in the ﬁrst 3 days… ™",
    "no\u00a0break vitamin\u00a0B12, thin\u2009space, zero\u200bwidth asthma, soft\u00adhyphen",
    "ASPIRIN IS GIVEN FOR ASTHMA.",
    "Mirotan plus versus placebo, metformin versus metformin hydrochloride, vitamin C versus vitamin B12.",
    "Vitamin B12 vitamin B12 vitamin B12",
    "The ward was closed on Monday.",
    "Bus B12 leaves at 5 from the old hospital. Section 3.1 gives the methods.",
    "Corvomab and lormuvir and xanitis and pradaosis and ultaoma.",
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "?!",
    "n = 48; p < 0.05 & x_1 ≥ 3 % → “ok” ‘no’ «non» „nein“ — gout",
    "a@b.example wrote of https://news.example/gout?drug=aspirin#top",
]

COUNT = 64


def lines():
    """The lines above and then passages such as a model learns from."""
    random_numbers = random.Random(3)
    return itertools.chain(LINES, (sentences.passage(random_numbers)[0] for _ in range(COUNT)))


def is_space(character):
    return character in "\t\n\v\f\r\x85" or unicodedata.category(character)[0] == "Z"


def words_of(text):
    """Runs of letters, digits and combining marks, and each other character alone: (start, end) in characters."""
    words, start = [], None
    for at, character in enumerate(text + " "):
        inner = unicodedata.category(character)[0] in "LMN"
        if inner and start is None:
            start = at
        if not inner:
            if start is not None:
                words.append((start, at))
                start = None
            if not is_space(character):
                words.append((at, at + 1))
    return words


def firsts(text, words, encoding):
    """For each word its first piece: the first whose place, without the white space around it, begins inside the
    word. A piece of nothing but white space is no word's, nor is one that stands for no character."""
    places = []
    for number, (start, end) in enumerate(encoding.offsets):
        while start < end and is_space(text[start]):
            start += 1
        if start < end and not encoding.special_tokens_mask[number]:
            places.append((start, number))
    return [next((number for at, number in places if start <= at < end), None) for start, end in words]


def spans_of(words, tags):
    """Spans (start, end, label) of the words' tags: B opens one; I goes on with that of the word before if it has
    its label and else opens one. A word with no tag, as it has no piece of its own, is what the word before it is."""
    spans, before = [], ""
    for (start, end), tag in zip(words, tags):
        place, _, label = (tag or f"I-{before}").partition("-")
        if label and label == before and place == "I":
            spans[-1] = (spans[-1][0], end, label)
        elif label:
            spans.append((start, end, label))
        before = label
    return spans


def line(text, tokenizer, logits_of, labels):
    """What is expected of a text, with places in bytes, and by how much the best tag of a piece leads at least."""
    encoding = tokenizer.encode(text)
    logits = logits_of(encoding.ids)
    best = logits.argmax(-1).tolist()
    words = words_of(text)
    first = firsts(text, words, encoding)
    tags = [None if number is None else labels[best[number]] for number in first]
    bytes_before = [0, *itertools.accumulate(len(character.encode()) for character in text)]
    ordered = logits.copy()
    ordered.sort(-1)
    expected = {
        "text": text,
        "words": [[bytes_before[start], bytes_before[end]] for start, end in words],
        "first": first,
        "ids": encoding.ids,
        "logits_argmax": best,
        "spans": [[bytes_before[start], bytes_before[end], label] for start, end, label in spans_of(words, tags)],
    }
    return expected, float((ordered[:, -1] - ordered[:, -2]).min())
