//! What the blocks of invented texts are, one line a block: its kind, its words, and after an
//! arrow why it is skipped. `⏎` is a line break inside a block.

use spanwright::text::{Block, BlockKind, TextFormat, blocks};

fn picture(text: &str, format: TextFormat) -> String {
    let line = |block: &Block| {
        let kind = match block.kind {
            BlockKind::Title => "T",
            BlockKind::Heading => "H",
            BlockKind::Paragraph => "P",
            BlockKind::ListItem => "L",
            BlockKind::Quote => "Q",
        };
        let words = block.span.slice(text).replace('\n', "⏎");
        let skip = block
            .skip
            .map(|reason| format!(" → {reason}"))
            .unwrap_or_default();
        format!("{kind} {words}{skip}\n")
    };
    blocks(text, format).iter().map(line).collect()
}

#[track_caller]
fn check(format: TextFormat, text: &str, expected: &str) {
    let expected: String = expected
        .trim()
        .lines()
        .map(|line| format!("{}\n", line.trim()))
        .collect();
    assert_eq!(picture(text, format), expected);
}

#[track_caller]
fn plain(text: &str, expected: &str) {
    check(TextFormat::Plain, text, expected);
}

#[track_caller]
fn markdown(text: &str, expected: &str) {
    check(TextFormat::Markdown, text, expected);
}

/// Nothing in the text, whose paragraphs have a bar between them, is skipped.
#[track_caller]
fn keeps_all(paragraphs: &str) {
    let text = paragraphs.replace('|', "\n\n");
    let found = picture(&text, TextFormat::Plain);
    assert!(!found.contains('→'), "{found}");
}

mod shape {
    use super::*;

    #[test]
    fn a_first_short_line_is_the_title_and_short_lines_over_paragraphs_are_headings() {
        plain(
            "Ferry returns to Lorn\n\nThe old ferry came back on Monday.\n\nWho paid for it?\n\n\
             The council did, it said.\n\nTwo more will follow.",
            "T Ferry returns to Lorn
             P The old ferry came back on Monday.
             H Who paid for it?
             P The council did, it said.
             P Two more will follow.",
        );
    }

    #[test]
    fn a_first_line_that_is_a_sentence_is_no_title() {
        plain(
            "The old ferry came back.\n\nNobody was there.",
            "P The old ferry came back.
             P Nobody was there.",
        );
        plain("Only a line", "P Only a line");
        plain(" \n\u{3000}\n", "");
    }

    #[test]
    fn one_paragraph_a_line_is_kept_apart() {
        plain(
            "Ferry returns\nThe old ferry came back to the island on Monday morning, with a crew \
             of nine and a band that played until the rain began.\nNobody was there to meet it.",
            "T Ferry returns
             P The old ferry came back to the island on Monday morning, with a crew of nine and a band that played until the rain began.
             P Nobody was there to meet it.",
        );
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        plain(
            "Ferry returns\n\nThe old ferry came back to the island on Monday\nmorning, with a \
             crew of nine and a band that played\nuntil the rain began.\nNobody was there to meet \
             it, and so the captain\nsailed on to the next harbour.\n\n- ropes and other things \
             that the harbour\n  master had asked for\n- lamps",
            "T Ferry returns
             P The old ferry came back to the island on Monday⏎morning, with a crew of nine and a band that played⏎until the rain began.
             P Nobody was there to meet it, and so the captain⏎sailed on to the next harbour.
             L - ropes and other things that the harbour⏎  master had asked for
             L - lamps",
        );
    }

    #[test]
    fn carriage_returns_end_lines_too() {
        plain(
            "Ferry returns\r\n\r\nIt came on Monday.\r\n\r\nIt left.",
            "T Ferry returns
             P It came on Monday.
             P It left.",
        );
    }

    #[test]
    fn lists_and_quotes_of_plain_text() {
        plain(
            "He asked for these things:\n\n• ropes\n• lamps\n\n1. Go.\n2. Stay.\n\n\
             2016. A year.\n\n> said who?",
            "P He asked for these things:
             L • ropes
             L • lamps
             L 1. Go.
             L 2. Stay.
             P 2016. A year.
             Q > said who?",
        );
    }

    #[test]
    fn a_verse_keeps_its_lines_and_its_refrain() {
        plain(
            "The Ferry\n\nOver the water the lanterns burn,\nRow, my love, and row with me,\nNever \
             a boat but will return,\nRow, my love, and row with me.\n\nUnder the hill the engines \
             turn,\nRow, my love, and row with me,\nNever a flame but has to burn,\nRow, my love, \
             and row with me.",
            "T The Ferry
             P Over the water the lanterns burn,
             P Row, my love, and row with me,
             P Never a boat but will return,
             P Row, my love, and row with me.
             P Under the hill the engines turn,
             P Row, my love, and row with me,
             P Never a flame but has to burn,
             P Row, my love, and row with me.",
        );
    }
}

mod markdown_blocks {
    use super::*;

    #[test]
    fn markers_are_outside_the_blocks() {
        markdown(
            "# Ferry returns #\n\nThe *old* ferry came\nback on Monday.\n\n## Who paid?\n\
             * the council\n* the town,\n  in part\n1. one\n---\n> Never again,\n> he said.\n>\n\
             > Never.\n\nDone",
            "T Ferry returns
             P The *old* ferry came⏎back on Monday.
             H Who paid?
             L the council
             L the town,⏎  in part
             L one
             Q Never again,⏎> he said.
             Q Never.
             P Done",
        );
    }

    #[test]
    fn underlined_headings_fences_tables_and_front_matter() {
        markdown(
            "---\ntitle: Ferry\n---\nFerry returns\n===\n\nWho paid?\n---\n```text\n# code\n```\n\
             | a | b |\n|---|:--|\n| 1 | 2 |\n#tag\n-5 degrees",
            "P title: Ferry → a description of the file
             T Ferry returns
             H Who paid?
             P # code
             P | a | b |
             P | 1 | 2 |⏎#tag⏎-5 degrees",
        );
    }

    #[test]
    fn text_without_markers_is_read_by_its_shape() {
        markdown(
            "Ferry returns\n\nIt came on Monday.\n\nIt left.",
            "T Ferry returns
             P It came on Monday.
             P It left.",
        );
    }
}

mod clutter {
    use super::*;

    #[test]
    fn repeated_teasers_behind_the_article_are_skipped_from_the_first_on() {
        let bridge = "The bridge over the sound will open in May, the minister said.";
        let snow = "Snow is expected on Sunday in the north.";
        plain(
            &format!(
                "Ferry returns\n\nThe old ferry came back on Monday.\n\nIt left on Tuesday, the \
                 harbour master said.\n\nSuivez toutes les nouvelles de notre journal avec nous\n\n\n\
                 Bridge to open\nBridge to open\n\n{bridge}\n\nBridge to open\n\n{bridge}\n\n\
                 Will it snow?\nWill it snow?\n\n{snow}\n\nWill it snow?\n\nWill it snow?\n\n{snow}"
            ),
            &format!(
                "T Ferry returns
                 P The old ferry came back on Monday.
                 P It left on Tuesday, the harbour master said.
                 P Suivez toutes les nouvelles de notre journal avec nous → in French, not English
                 P Bridge to open → a teaser for another story
                 P Bridge to open → a teaser for another story
                 P {bridge} → a teaser for another story
                 H Bridge to open → a teaser for another story
                 P {bridge} → a teaser for another story
                 P Will it snow? → a teaser for another story
                 P Will it snow? → a teaser for another story
                 P {snow} → a teaser for another story
                 P Will it snow? → a teaser for another story
                 H Will it snow? → a teaser for another story
                 P {snow} → a teaser for another story"
            ),
        );
    }

    #[test]
    fn a_teaser_that_comes_twice_inside_the_article_is_skipped_both_times() {
        plain(
            "Ferry returns\n\nThe old ferry came back on Monday.\n\nBridge to open\n\nThe bridge \
             will open in May, they said.\n\nIt left on Tuesday.\n\nBridge to open\n\nThe bridge \
             will open in May, they said.\n\nNobody knew why it had gone.",
            "T Ferry returns
             P The old ferry came back on Monday.
             H Bridge to open → a teaser for another story
             P The bridge will open in May, they said. → a teaser for another story
             P It left on Tuesday.
             H Bridge to open → a teaser for another story
             P The bridge will open in May, they said. → a teaser for another story
             P Nobody knew why it had gone.",
        );
    }

    #[test]
    fn summaries_under_doubled_headlines_are_skipped_though_they_come_once() {
        plain(
            "Ferry returns\n\nThe old ferry came back on Monday.\n\nIt left on Tuesday.\n\n\
             Bridge to open\nBridge to open\n\nThe bridge will open in May.\n\n\
             Will it snow?\nWill it snow?\n\nSnow is expected on Sunday.",
            "T Ferry returns
             P The old ferry came back on Monday.
             P It left on Tuesday.
             P Bridge to open → a teaser for another story
             P Bridge to open → a teaser for another story
             P The bridge will open in May. → a teaser for another story
             P Will it snow? → a teaser for another story
             P Will it snow? → a teaser for another story
             P Snow is expected on Sunday. → a teaser for another story",
        );
    }

    #[test]
    fn a_doubled_heading_over_the_last_paragraph_is_the_articles_own() {
        plain(
            "Ferry returns\n\nThe old ferry came back on Monday.\n\nWho paid?\n\nWho paid?\n\n\
             The council did.",
            "T Ferry returns
             P The old ferry came back on Monday.
             P Who paid?
             H Who paid? → repeats an earlier block
             P The council did.",
        );
    }

    #[test]
    fn the_first_of_repeated_paragraphs_is_kept() {
        plain(
            "Ferry returns\n\nThe old ferry came back on Monday.\n\n“We never lost hope that it \
             would come,” she said.\n\nFerry returns\n\nIt left on Tuesday.\n\n“We never lost \
             hope that it would come,” she said.",
            "T Ferry returns
             P The old ferry came back on Monday.
             P “We never lost hope that it would come,” she said.
             H Ferry returns → repeats an earlier block
             P It left on Tuesday.
             P “We never lost hope that it would come,” she said. → repeats an earlier block",
        );
    }

    #[test]
    fn a_last_paragraph_that_comes_twice_in_a_row_is_kept_once() {
        plain(
            "Ferry returns\n\nThe old ferry came back.\n\nNobody knew why it had gone.\n\n\
             Nobody knew why it had gone.",
            "T Ferry returns
             P The old ferry came back.
             P Nobody knew why it had gone.
             P Nobody knew why it had gone. → repeats an earlier block",
        );
    }

    #[test]
    fn a_page_that_comes_twice_keeps_its_first_half() {
        let page = "Ferry returns\n\nThe old ferry came back on Monday.\n\nWho paid for all of \
                    this?\n\nThe council paid for it.";
        plain(
            &format!("{page}\n\n{page}"),
            "T Ferry returns
             P The old ferry came back on Monday.
             H Who paid for all of this?
             P The council paid for it.
             H Ferry returns → repeats an earlier block
             P The old ferry came back on Monday. → repeats an earlier block
             H Who paid for all of this? → repeats an earlier block
             P The council paid for it. → repeats an earlier block",
        );
    }

    #[test]
    fn short_lines_may_come_again() {
        keeps_all("Ferry returns|Did it come?|Yes.|Did it leave?|Yes.|It did.");
    }

    #[test]
    fn an_article_with_headings_is_kept_whole() {
        keeps_all(
            "Ferry returns|The old ferry came back.|The money|The council paid.|The crew|Nine \
             people work on it.|Reporting by Ann Lee",
        );
    }

    #[test]
    fn share_follow_copyright_and_advertisement_lines_are_skipped() {
        plain(
            "Ferry returns\n\nShare on Facebook\n\nThe old ferry came back on Monday.\n\n\
             ADVERTISEMENT\n\nIt left on Tuesday.\n\nRead more: Bridge to open in May\n\n\
             Follow @lornnews on Twitter\n\nFacebook Twitter Email\n\nSign up for our newsletter \
             and get the news first.\n\n© 2016 The Lorn News. All rights reserved.",
            "T Ferry returns
             H Share on Facebook → a share or follow line
             P The old ferry came back on Monday.
             H ADVERTISEMENT → an advertisement
             P It left on Tuesday.
             P Read more: Bridge to open in May → a teaser for another story
             P Follow @lornnews on Twitter → a share or follow line
             H Facebook Twitter Email → a share or follow line
             P Sign up for our newsletter and get the news first. → a share or follow line
             P © 2016 The Lorn News. All rights reserved. → a copyright line",
        );
    }

    #[test]
    fn what_a_related_line_announces_is_skipped() {
        plain(
            "Ferry returns\n\nThe old ferry came back on Monday.\n\nRELATED STORIES\n\nBridge to \
             open in May\n\nThe bridge will open, they said.\n\nWill it snow?\n\nLocal police get \
             boats",
            "T Ferry returns
             P The old ferry came back on Monday.
             P RELATED STORIES → a teaser for another story
             H Bridge to open in May → a teaser for another story
             P The bridge will open, they said. → a teaser for another story
             P Will it snow? → a teaser for another story
             P Local police get boats → a teaser for another story",
        );
        plain(
            "Ferry returns\n\nThe old ferry came back on Monday.\n\nRelated\n\nBridge to open in \
             May\n\nIt left on Tuesday.\n\nIt will be back on Friday.",
            "T Ferry returns
             P The old ferry came back on Monday.
             P Related → a teaser for another story
             H Bridge to open in May → a teaser for another story
             P It left on Tuesday.
             P It will be back on Friday.",
        );
    }

    #[test]
    fn sentences_that_begin_like_cues_are_kept() {
        keeps_all(
            "Ferry returns|Share prices fell on Monday, the bank said.|Read more books, the \
             minister told the pupils.|Follow the money, she said on Tuesday.|More than half of \
             them left.|Print is not dead.|Join the army, they told him in May.|Related to the \
             king, she had a large house.",
        );
    }

    #[test]
    fn a_foreign_sentence_inside_a_paragraph_is_kept() {
        keeps_all(
            "Ferry returns|The captain said to the people on the quay, «Nous sommes de retour pour \
             toujours», and they were glad that he had come back to them.|It left on Tuesday.",
        );
    }

    #[test]
    fn a_text_in_two_languages_is_kept_whole() {
        keeps_all(
            "The ferry came back on Monday and it will stay for the summer.|La nave è tornata \
             lunedì e resterà per tutta la stagione, come ha detto il sindaco.",
        );
    }
}

mod long_paragraphs {
    use spanwright::text::{BlockKind, LONGEST_BLOCK, TextFormat, blocks};

    /// The blocks of one paragraph, each as its text.
    fn pieces(text: &str) -> Vec<&str> {
        let blocks = blocks(text, TextFormat::Plain);
        assert!(blocks.iter().all(|b| b.kind == BlockKind::Paragraph));
        blocks.iter().map(|block| block.span.slice(text)).collect()
    }

    #[test]
    fn end_with_a_sentence() {
        let sentence = "The council of Harwell Bay met on Tuesday, and nobody said a word.";
        let text = [sentence; 400].join(" ");
        let pieces = pieces(&text);
        assert_eq!(pieces.join(" "), text);
        for piece in pieces {
            assert!(piece.len() <= LONGEST_BLOCK);
            assert!(
                piece.starts_with("The") && piece.ends_with("word."),
                "{piece}"
            );
        }
    }

    #[test]
    fn end_with_a_word_where_there_is_no_sentence() {
        let text = ["harbour"; 5_000].join(" ");
        let pieces = pieces(&text);
        assert_eq!(pieces.join(" "), text);
        assert!(pieces.iter().all(|piece| piece.len() <= LONGEST_BLOCK));
        assert!(pieces.iter().all(|piece| piece.ends_with("harbour")));
    }

    #[test]
    fn end_with_a_character_where_there_is_no_word() {
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
        let text = family.repeat(2_000);
        let pieces = pieces(&text);
        assert_eq!(pieces.concat(), text);
        for piece in pieces {
            assert!(piece.len() <= LONGEST_BLOCK);
            assert!(piece.starts_with('\u{1f468}') && piece.ends_with('\u{1f467}'));
        }
    }

    #[test]
    fn of_one_endless_character_are_cut_all_the_same() {
        let text = "a".to_owned() + &"\u{301}".repeat(20_000);
        assert_eq!(pieces(&text).concat(), text);
    }
}
