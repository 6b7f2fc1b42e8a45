"""Writes what Hugging Face's tokenizers make of 10,000 varied lines, for the test of our own.

    python wordpiece_golden.py --vocabulary FILE --out FOLDER

FOLDER gets lines.txt and golden.txt: for each line the CRC-32, in hexadecimal, of its pieces, each as
"number start end;" with offsets in bytes.
"""

import argparse
import pathlib
import random
import zlib

from pieces import Pieces

WORDS = """the of and to in a said on for that with was as at by from Ministers agreed Tuesday's ferry harbour
strike unprecedentedly re-election U.S. U.N. McDonald's O'Brien iPhone eBay NATO G20 COVID-19 3.5% $4bn £20m
Łódź São Paulo Nguyễn Çelik Ångström Dvořák Škoda naïve café Zürich Reykjavík Gdańsk Ɓalarabe Ġgantija
Владимир Москве ЛУКОЙЛ Αθήνα ΣΟΦΙΑ Ελλάδα القاهرة بيروت ירושלים तमिल नई दिल्ली กรุงเทพ ภาษาไทย 서울 한국어
東京 北京市 習近平 株式会社 カタカナ ひらがな 臺灣 𠀋𠀌 ﬁnance ﬂow Ǆungla ß STRASSE İstanbul ıI ΐ ŉ ǰ ½ ² ³ ① Ⅳ ﷺ
😀 👩‍👩‍👧‍👦 🇳🇴 👍🏽 ☕️ ©2020 ™ № ℃ ∑ √2 → ≠ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ＦＵＬＬ ｗｉｄｔｈ １２３ “quoted” ‘single’ «guillemets» „unten“ —
– … ¿Qué? ¡No! e\u0301 n\u0303 a\u0308\u0323 Z\u0351\u036b\u0343 http://news.example/a?b=c#d a@b.example @handle #tag
zero\u200bwidth soft\u00adhyphen no\u00a0break thin\u2009space word\u2060joiner bom\ufeff left\u200eright\u200f
nul\u0000 bell\u0007 escape\u001b del\u007f next\u0085line \u2028 \u2029 private\ue000use bad\ufffd \t tab\tbed
١٢٣ १२३ 1,234,567.89 12:30 2016-07-16 1/2 50/50 AT&T R&D C++ .NET node.js snake_case kebab-case x^2 `tick` ~ | \\ < >
pneumonoultramicroscopicsilicovolcanoconiosis Donaudampfschifffahrtsgesellschaftskapitän""".split(" ")
WORDS = [word for group in WORDS for word in group.split("\n")]


def characters(random_numbers):
    """A few characters from anywhere."""
    places = [(0x20, 0x7F), (0xA0, 0x250), (0x250, 0x530), (0x530, 0x1000), (0x1000, 0x2000), (0x2000, 0x2C00),
              (0x2E80, 0xA000), (0xA000, 0xD7FF), (0xF900, 0xFFFE), (0x10000, 0x10500), (0x1D400, 0x1D800),
              (0x1F300, 0x1FA00), (0x20000, 0x2A6E0)]
    low, high = random_numbers.choice(places)
    return "".join(chr(random_numbers.randrange(low, high)) for _ in range(random_numbers.randint(1, 6)))


def line(random_numbers):
    """A varied line."""
    parts = []
    for _ in range(random_numbers.randint(0, 7)):
        way = random_numbers.random()
        if way < 0.75:
            part = random_numbers.choice(WORDS)
            part = random_numbers.choice([part, part, part, part.upper(), part.lower(), part.title()])
        elif way < 0.99:
            part = characters(random_numbers)
        else:
            part = random_numbers.choice("aZß京") * random_numbers.randint(95, 130)
        parts += [part, random_numbers.choice([" ", " ", " ", "", "\t", "  ", ", ", "-"])]
    return "".join(parts).replace("\n", " ").replace("\r", " ")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--vocabulary", required=True)
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    vocabulary = pathlib.Path(arguments.vocabulary).read_text(encoding="utf-8").split("\n")[:-1]
    tokenizer = Pieces(vocabulary).tokenizer
    random_numbers = random.Random(1)
    lines = [line(random_numbers) for _ in range(10_000)]
    golden = []
    for text in lines:
        found = tokenizer.encode(text, add_special_tokens=False)
        places = [0]
        for character in text:
            places.append(places[-1] + len(character.encode()))
        said = "".join(
            f"{number} {places[start]} {places[end]};"
            for number, (start, end) in zip(found.ids, found.offsets)
        )
        golden.append(f"{zlib.crc32(said.encode()):08x}")
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    with open(out / "lines.txt", "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")
    (out / "golden.txt").write_text("\n".join(golden) + "\n")


if __name__ == "__main__":
    main()
