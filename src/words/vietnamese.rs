//! The words in Vietnamese.
//!
//! One word for one thing, in the page, in the windows and in what screen readers say:
//!
//! | English | Vietnamese | English | Vietnamese |
//! |---|---|---|---|
//! | annotation | chú thích | label | nhãn |
//! | suggestion | gợi ý | document | tài liệu |
//! | article | bài | project | dự án |
//! | block, paragraph | đoạn | caret | con trỏ |
//! | to select text | bôi đen | to choose | chọn |
//! | to label | gán nhãn | to accept | chấp nhận |
//! | to reject | từ chối | to skip, to include | bỏ qua, lấy vào |
//! | to remove, to delete | gỡ, xóa | to merge | gộp |
//! | undo, redo | hoàn tác, làm lại | change | thay đổi |
//! | done | xong | to flag | gắn cờ |
//! | score, sure | độ tin cậy | value | giá trị |
//! | export | xuất | backup | bản sao lưu |
//! | history | lịch sử | progress | tiến độ |
//! | key | phím | tab | thẻ |
//! | guidelines | hướng dẫn | dataset | bộ dữ liệu |
//! | tour | làm quen | handle | tay nắm |
//!
//! Whoever reads is “bạn” where they must be named at all, and mostly they need not be. Nouns are the
//! same for one and for several ([`Count::same`]). Commands begin with a capital and have no subject.

use super::{
    BarWords, ConsistencyWords, Count, DateWords, DetectorWords, EverywhereWords, ExportWords,
    FindWords, FolderWords, FormatWords, GuidelineWords, HelpWords, KeyWords, LabelWords,
    ListWords, MenuWords, OpenWords, PageWords, PanelWords, PastWords, ProgressWords, ReaderWords,
    ReasonWords, SaidWords, StepWords, TimelineWords, Titles, TourWords, WindowWords, fill,
};
use crate::annotation::{HistoryWords, LabelError};
use crate::detect::dates::TimexWords;
use crate::formats::{Format, LossReason, Preference};
use crate::workbench::keys::{KeyError, KeyGroup, Reserved};

impl PageWords {
    /// The words in Vietnamese.
    pub const VIETNAMESE: Self = Self {
        bar: BarWords {
            documents: "Tài liệu",
            undo: "Hoàn tác",
            undo_key: "Hoàn tác (Ctrl Z)",
            redo: "Làm lại",
            redo_key: "Làm lại (Ctrl Shift Z)",
            history: "Lịch sử",
            history_key: "Lịch sử (H)",
            open: "Mở…",
            export: "Xuất…",
            help: "Trợ giúp và phím tắt",
            help_key: "Phím tắt (?)",
            annotations: "Nhãn và chú thích",
            saved: "Đã lưu",
            about_saved: "Mọi thay đổi đã nằm trên ổ đĩa của máy này",
            saving: "Đang lưu…",
            about_saving: Count::same("{0} thay đổi đang được ghi vào ổ đĩa"),
            unsaved: "Chưa lưu. Thử lại",
            rescue: "Tải bản sao",
            reading: "Đang đọc…",
            read: "Đang đọc… {0} %",
            all_decided: "Đã quyết định hết",
            to_decide: "Còn {0} gợi ý",
            refining: "Còn {0} gợi ý, đã đọc kỹ {1} %",
            about_detectors: "Những gì gợi ý nhãn ở đây",
            no_suggestions: "Không có gợi ý",
            published: "Ngày đăng",
            published_when: "Đăng ngày nào?",
            about_published: "Ngày đăng bài. Những ngày tương đối như “Friday” được tính từ ngày này.",
            done: "✓ Xong",
            about_done: "Mở lại tài liệu này để làm tiếp",
            done_next: "Xong, tiếp",
            about_done_next: "Xong, sang tài liệu chưa xong kế tiếp (Ctrl Enter)",
        },
        reader: ReaderWords {
            first_steps: [
                " tới gợi ý kế tiếp, ",
                " chấp nhận, ",
                " từ chối. Trỏ vào từ rồi bấm một chữ số để gán nhãn.",
            ],
            first_touch: "Chạm vào một gợi ý để quyết định; chạm hai lần vào một từ để gán nhãn.",
            tour: "Làm quen từng bước",
            nothing_open: "Chưa mở gì. Dán một bài bằng Ctrl V, thả tệp vào đây, hoặc chọn Mở.",
            reads_only: "Một thẻ khác đang làm việc trên dự án này nên thẻ này chỉ để đọc: không \
                         thể thay đổi gì ở đây. Khi thẻ kia đóng, thẻ này sẽ tiếp quản. ",
            take_over: "Làm việc ở đây",
            reject: "Từ chối gợi ý này",
            reject_key: "Từ chối (X)",
            skip: "bỏ qua",
            include: "lấy vào",
            skip_block: "bỏ qua đoạn này ({0})",
            include_block: "lấy đoạn này vào ({0})",
            skipped_by_you: "bạn đã bỏ qua",
            skipped: "đã bỏ qua: {0}",
            included_by_you: "bạn đã lấy vào; được nhận ra là {0}",
            reasons: ReasonWords {
                repeated: "đoạn lặp lại một đoạn trước",
                teaser: "lời dẫn sang bài khác",
                share_line: "dòng mời chia sẻ hoặc theo dõi",
                copyright: "dòng bản quyền",
                advertisement: "quảng cáo",
                front_matter: "phần mô tả tệp",
                other_language: "đoạn bằng ngôn ngữ khác với bài",
            },
            suggested: "gợi ý",
            suggested_sure: "gợi ý, tin cậy {0} %",
            click_to_accept: "bấm để chấp nhận",
        },
        panels: PanelWords {
            documents: "Tài liệu",
            done_of: "xong {0}/{1}",
            find_document: "Tìm tài liệu",
            no_document: "Chưa có tài liệu. Dán một bài, hoặc thả tệp vào bất kỳ đâu trên trang này.",
            states: &STATES,
            ask_remove: "Gỡ “{0}” cùng mọi chú thích trong đó? Việc này không thể hoàn tác.",
            remove: "Gỡ tài liệu",
            remove_it: "Gỡ {0}",
            labels_and_annotations: "Nhãn và chú thích",
            labels: "Nhãn",
            edit: "Sửa…",
            annotations: "Chú thích",
            counts: "{0} · {1} gợi ý",
            nothing_yet: "Chưa có gì. Bôi đen vài từ trong bài rồi bấm chữ số của một nhãn.",
        },
        list: ListWords {
            annotations: "Chú thích",
            filter: "Lọc theo chữ",
            label: "Nhãn",
            every_label: "mọi nhãn",
            state: "Trạng thái",
            states: ["tất cả", "gợi ý", "đã chấp nhận", "tự gán"],
            score: "Độ tin cậy",
            any_score: "mọi mức",
            score_from: "từ {0} %",
            order: "Thứ tự",
            orders: [
                "theo vị trí",
                "theo nhãn",
                "theo chữ",
                "chắc nhất trước",
                "ít chắc nhất trước",
                "theo ngày",
            ],
            nothing: "Không có gì khớp bộ lọc. Gõ ít chữ hơn, hoặc chọn lại “tất cả”.",
            choose: "Chọn {0}",
            accept_listed: "Chấp nhận {0} đang liệt kê",
            accept_suggestions: Count::same("Chấp nhận {0} gợi ý"),
            accept_in_view: "Chấp nhận {0} đang thấy",
            chosen: "đã chọn {0}",
            accept: "Chấp nhận",
            remove: "Gỡ",
            relabel: "Đổi nhãn…",
            about_relabel: "Gán nhãn khác cho những chú thích đã chọn",
            let_go: "Bỏ chọn",
        },
        menu: MenuWords {
            labels: "Nhãn",
            by_hand: "gán bằng tay",
            by: "do {0}",
            from: "từ {0}",
            accept: "Chấp nhận ",
            reject: "Từ chối ",
            remove: "Gỡ ",
            no_value: "Chưa có giá trị",
        },
        find: FindWords {
            find: "Tìm",
            find_here: "Tìm trong bài",
            previous: "Trước",
            next: "Sau",
            case: "hoa thường",
            words: "cả từ",
            at: "{0}/{1}",
            found: "thấy {0}",
            nothing: "thấy 0: hãy gõ ít chữ hơn",
        },
        said: SaidWords {
            selected: "đã chọn {0}",
            not_found: "Không tìm thấy.",
            select_first: "Hãy bôi đen vài từ trước.",
            date_first: "Hãy đến một ngày tháng trước.",
            no_suggestion_left: "Không còn gợi ý nào.",
            no_other_meaning: "Không có nghĩa nào khác.",
            undone: "Đã hoàn tác: {0}",
            redone: "Đã làm lại: {0}",
            all_done: "Mọi tài liệu đã xong. Nút Xuất lấy bộ dữ liệu ra.",
            reads_only: "Một thẻ khác đang làm việc trên dự án này nên ở đây không có gì thay đổi. \
                         Chọn “Làm việc ở đây” để làm việc trong thẻ này.",
            not_given: "Thẻ kia có những thay đổi không ghi được vào ổ đĩa nên vẫn giữ dự án. Hãy \
                        sang thẻ đó và tải bản sao trước.",
            failed: "Không làm được việc này ({0}). Hãy thử lại.",
            failed_twice: "Việc này đã thử hai lần và được gác lại ({0}). Những gì ở đây vẫn nguyên \
                           vẹn. Hãy thử lại, hoặc thử với một phần nhỏ hơn.",
            gone: "Tài liệu không còn trên ổ đĩa của máy này.",
            ask_restore: "“{0}” là bản sao lưu có {1} tài liệu. Khôi phục sẽ thay thế mọi thứ đang có \
                          ở đây. Khôi phục chứ?",
            newer_version: "Đã có phiên bản mới. Hãy tải lại trang khi thuận tiện.",
        },
        told: &HistoryWords::VIETNAMESE,
        titles: &TITLES,
        close: "Đóng",
        dismiss: "Bỏ thông báo",
        stop: "Dừng",
        try_again: "Thử lại",
    };
}

impl WindowWords {
    /// The words in Vietnamese.
    pub const VIETNAMESE: Self = Self {
        help: HelpWords {
            how: "Đường gạch đứt là một gợi ý: bấm vào để chấp nhận, hoặc bấm dấu chéo của nó để từ \
                  chối. Kéo chuột qua vài từ hoặc bấm đúp một từ, rồi bấm phím của một nhãn. Giữ Alt \
                  khi kéo để chọn từng ký tự.",
            privacy: "Mọi thứ ở lại trong trình duyệt này. Những gì bạn mở ở đây không được gửi đi đâu.",
            author: "Tên của bạn, được giữ cùng mỗi chú thích bạn gán",
            labels: "Nhãn",
        },
        open: OpenWords {
            paste: "Dán một bài",
            paste_hint: "Tiêu đề, rồi nội dung, các đoạn cách nhau một dòng trống",
            open_text: "Mở bài này",
            files: "Hoặc chọn tệp",
            about_files: "Bài dạng văn bản, Markdown hoặc HTML; bộ dữ liệu dạng JSON hoặc JSON \
                          Lines; bản sao lưu của Spanwright. Thả tệp vào trang cũng vậy.",
            choose_files: "Tệp",
            fetch: "Hoặc tải một trang về",
            about_fetch: "Đây là điều duy nhất rời khỏi trang này: trình duyệt của bạn hỏi trang kia \
                          lấy bài. Nhiều trang từ chối; khi đó hãy sao chép nội dung, lưu trang rồi \
                          thả vào đây, hoặc dùng dấu trang bên dưới.",
            do_fetch: "Tải về",
            send: "Hoặc gửi trang bạn đang đọc",
            about_send: "Kéo liên kết này vào thanh dấu trang; ở trang nào nó cũng mở bài tại đây: ",
            bookmark: "Sang Spanwright",
            sample: "Mở bài mẫu",
        },
        export: ExportWords {
            format: "Định dạng",
            what: "Nội dung",
            which: ["mọi tài liệu", "tài liệu đã xong", "tài liệu đang mở"],
            skipped: "kèm nội dung các đoạn bỏ qua, có đánh dấu",
            suggestions: "kèm gợi ý chưa ai quyết định",
            rejected: "kèm những gì đã từ chối",
            limits: "Những gì {0} không giữ được",
            format_words,
            loss,
            none: "Chưa có gì để xuất. Hãy mở một bài trước.",
            none_done: "Chưa có tài liệu nào xong. Hãy đánh dấu một tài liệu là xong, hoặc chọn mọi tài liệu.",
            looking: "Đang xem qua các tài liệu…",
            fits: "Mọi chú thích của các tài liệu này đều vừa.",
            does_not_fit: Count::same("{0} chú thích không vừa:"),
            and_more: "… và {0} nữa",
            export: Count::same("Xuất {0} tài liệu"),
            backup: "Bản sao lưu",
            about_backup: "Cả dự án trong một tệp, cùng lịch sử hoàn tác. Mở tệp đó để khôi phục.",
            download_backup: "Tải bản sao lưu",
            to_a_folder: "Lưu vào thư mục…",
            unexported: Count::same("{0} tài liệu đã thay đổi từ lần xuất hoặc sao lưu trước:"),
            all_exported: "Mọi việc đã làm đều có trong một bản xuất hoặc bản sao lưu.",
            persistent: [
                "Trình duyệt không hứa giữ lại dự án khi máy hết chỗ: thỉnh thoảng hãy tải một bản sao lưu.",
                "Trình duyệt hứa giữ lại dự án kể cả khi máy hết chỗ.",
            ],
        },
        folder: FolderWords {
            about: "Sau mỗi lần bạn ngừng tay, dự án được ghi vào một thư mục trên máy, dưới dạng các tệp \
                    JSON hợp với công cụ quản lý phiên bản: mỗi tài liệu một tệp, mỗi chú thích một dòng. \
                    Những gì mới trong thư mục được đưa vào trước. Lịch sử hoàn tác không được ghi; bản \
                    sao lưu có nó.",
            impossible: "Trình duyệt này không cho trang nào ghi vào thư mục; Chrome và Edge thì cho. Hãy \
                         tải bản sao lưu.",
            choose: "Chọn thư mục…",
            saved_to: "Dự án được lưu vào thư mục “{0}”.",
            asks: "Dự án sẽ lại được lưu vào thư mục “{0}” khi bạn cho phép.",
            go_on: "Đưa vào những gì mới ở đó và tiếp tục",
            stop: "Ngừng lưu vào đó",
        },
        detectors: DetectorWords {
            instant: "Ngay lập tức",
            about_instant: "Ngày tháng, tiền, số lượng, địa chỉ và tên riêng được tìm ngay khi mở bài.",
            precise: "Đọc kỹ",
            about_precise: "Một mạng nơ-ron đọc lại bài sau giây lát và sửa các tên riêng. Nó được tải một lần \
                            từ nơi đặt trang này ({0} MB), ở lại trong trình duyệt, và sau đó chạy không cần \
                            mạng. Văn bản của bạn không đi đâu cả, và những gì bạn đã quyết định vẫn giữ \
                            nguyên.",
            begin: "Tìm tên riêng thật kỹ",
            loading: "Đang tải: {0} trong {1} MB",
            reading: "Đã đọc kỹ {0} trong {1} đoạn của bài này.",
            read: "Cả bài này đã được đọc kỹ.",
            stop: "Ngừng, và xóa nó khỏi trình duyệt",
            failed: "Không dùng được: {0}",
            again: "Thử lại",
            kinds: "Phân biệt sự kiện, tác phẩm và sản phẩm",
            own: "Danh sách và mô hình của bạn",
            about_own: "Danh sách thuật ngữ là tệp CSV hoặc văn bản: mỗi dòng một thuật ngữ, sau dấu phẩy là nhãn. Mô \
                        hình là bộ phân loại từ do công cụ của Hugging Face xuất ra: model.onnx, tokenizer.json và \
                        config.json, chọn cùng lúc. Chúng ở lại trong trình duyệt này và không được gửi đi đâu.",
            add_files: "Thêm danh sách hoặc mô hình",
            not_kept: "Trình duyệt không lưu gì cho trang này (trang không được mã hóa, hoặc cửa sổ riêng tư): những \
                       gì bạn thêm sẽ mất sau lần này.",
            being_read: "Đang đọc …",
            remove: "Bỏ {0}",
            contradicted: "Bỏ qua, vì dòng trước đã gán cho thuật ngữ nhãn khác: {0} (dòng {1})",
            model: "Mô hình: {0}",
            model_reads: "Mô hình đã đọc {0} trong {1} đoạn của bài này.",
            terms: Count {
                one: "1 thuật ngữ",
                many: "{0} thuật ngữ",
            },
            is_here: "{0} ở đây là",
            left_out: "— bỏ qua",
            adopt: "Thêm các nhãn còn thiếu vào dự án",
            case: "Phân biệt chữ hoa",
            whole: "Chỉ nguyên từ",
            about_patterns: "Những gì khớp với biểu thức chính quy được gợi ý với nhãn của nó.",
            expression: "Biểu thức",
            label: "Nhãn",
            add_pattern: "Thêm",
            trust: "Tin ai trước",
            about_trust: "Khi các gợi ý chồng lên nhau, gợi ý đứng cao hơn ở đây được hiện.",
            raise: "Đưa {0} lên",
            decisions: "Điều bạn đã quyết định về những từ giống hệt",
            lists: "Danh sách",
            patterns: "Mẫu",
            dates: "Ngày tháng",
            measures: "Địa chỉ, tiền, số lượng",
            own_model: "Mô hình của bạn",
            names: "Tên riêng",
            shown: "Hiện những gì",
            about_shown: "Gợi ý kém chắc chắn hơn mức này không được hiện; những gì bạn đã quyết định vẫn giữ nguyên.",
            threshold: "Ít nhất",
            count: "{0} trong {1} gợi ý",
            at_least: "Ít nhất",
            at_least_of: "Ít nhất, cho {0}",
            in_article: "Trong bài này",
            share: "Lưu và chia sẻ",
            about_share: "Mẫu, thứ tự, ngưỡng và cách đặt nhãn nằm gọn trong một tệp nhỏ, cho đồng nghiệp, trình duyệt \
                          khác hoặc dòng lệnh. Danh sách và mô hình vốn đã là tệp.",
            save: "Lưu các lựa chọn này",
            load: "Mở lựa chọn đã lưu",
            refused: "{0} không chứa lựa chọn như vậy: {1}",
        },
        labels: LabelWords {
            about: "Chọn một nhãn để sửa. Chú thích đi theo: chúng nhận ra nhãn nhờ một mã không bao \
                    giờ đổi.",
            up: "Đưa {0} lên",
            down: "Đưa {0} xuống",
            name: "Tên",
            export_name: "Tên khi xuất",
            key: "Phím",
            description: "Dùng cho gì",
            examples: "Ví dụ, cách nhau bằng dấu phẩy",
            colour: "Màu",
            tints: [
                "hổ phách",
                "xanh dương",
                "xanh lá",
                "tím",
                "đỏ",
                "xanh mòng két",
                "ô liu",
                "xám",
                "nâu",
                "chàm",
                "xanh rêu",
                "hồng",
            ],
            one_key: "phím của nhãn là một chữ cái, chữ số hoặc ký hiệu",
            refused: label_refused,
            merge_into: "Gộp vào",
            choose: "chọn một nhãn",
            delete: "Xóa…",
            spans: Count::same("{0} chú thích"),
            documents: Count::same("{0} tài liệu"),
            ask_delete: "{0} trong {1} sẽ bị ẩn và không được xuất nữa. Hoàn tác sẽ đưa chúng về.",
            delete_it: "Xóa {0}",
            ask_merge: "{0} trong {1} sẽ thành {2}. Hoàn tác sẽ trả chúng lại.",
            merge_it: "Gộp {0} vào {1}",
            cancel: "Thôi",
            new: "Nhãn mới",
            new_hint: "tên nhãn",
            add: "Thêm",
            undo: "Hoàn tác",
            redo: "Làm lại",
            about_sets: "Bộ nhãn là một tệp JSON mang nhãn từ dự án này sang dự án khác.",
            write: "Tải bộ nhãn",
            read: "Lấy một bộ nhãn vào",
            nothing_new: "Tệp không có gì mới.",
            taken_over: Count::same("Đã lấy vào {0} nhãn."),
            guidelines: [
                "Hướng dẫn trong tệp được bỏ lại: dự án này đã có hướng dẫn riêng.",
                "Đã nhận hướng dẫn trong tệp.",
            ],
        },
        past: PastWords {
            undo: "Hoàn tác",
            redo: "Làm lại",
            reading: "Đang đọc…",
            nothing: "Chưa có thay đổi nào. Những gì bạn làm được kể ở đây và có thể hoàn tác.",
            here: "Bạn đang ở đây: Làm lại đi lên, Hoàn tác đi xuống",
            day: "{0} {1} năm {2}",
            months: MONTHS,
            earlier: Count::same("… và {0} thay đổi trước đó"),
            sweep: "{0}: {1}, trong {2}",
            documents: Count::same("{0} tài liệu"),
            too: "{0}, và trong {1}",
            other_documents: Count::same("{0} tài liệu khác"),
            gone: "Tài liệu không còn trên ổ đĩa của máy này.",
        },
        told: &HistoryWords::VIETNAMESE,
        dates: &TimexWords::VIETNAMESE,
        titles: &TITLES,
        progress: ProgressWords {
            nothing: "Chưa có tài liệu. Hãy mở một bài; những gì bạn làm trên đó được đếm ở đây.",
            done: "Xong",
            done_of: "{0} trên {1}",
            spans: "Chú thích",
            actions: "Thao tác",
            time: "Thời gian làm việc",
            minutes: "{0} phút",
            about_time: "Thời gian làm việc là thời gian giữa các thao tác, không tính những lần nghỉ \
                         quá hai phút.",
            states: "Tài liệu theo trạng thái",
            state: &STATES,
            labels: "Chú thích theo nhãn",
            documents: "Từng tài liệu",
            document: "Tài liệu",
            download: "Tải về dạng CSV",
            consistency: "Từ có nhiều nhãn…",
        },
        keys: KeyWords {
            groups: [
                (KeyGroup::Move, "Đi trong bài"),
                (KeyGroup::Select, "Bôi đen"),
                (KeyGroup::Edges, "Hai đầu của chú thích"),
                (KeyGroup::Decide, "Nhãn và quyết định"),
                (KeyGroup::Document, "Tài liệu"),
                (KeyGroup::Window, "Tìm kiếm và cửa sổ"),
            ],
            about: "Bấm + rồi bấm phím. Phím dùng được ở mọi nơi, trừ khi bạn đang gõ chữ.",
            preset: "Giống như",
            add: "Thêm phím cho: {0}",
            press: "Bấm một phím",
            reset: "Đặt lại",
            drop: "Bỏ {0} khỏi: {1}",
            taken: "phím {0} đã được dùng: {1}; hãy chọn phím khác",
            refused: key_refused,
            actions: KEYS,
        },
        consistency: ConsistencyWords {
            about: "Cùng một từ có thể mang nghĩa khác nhau. Nếu không, một trong các nhãn là sai. Chọn một \
                    từ để xem mọi chỗ.",
            looking: "Đang xem qua các tài liệu… {0} trên {1}",
            nothing: "Không có gì đáng chú ý. Khi cùng một từ có nhãn này ở chỗ này và nhãn khác ở chỗ khác \
                      trong dự án, nó được liệt kê ở đây.",
            found: Count::same("{0} từ ngữ có nhiều nhãn."),
            more_words: Count::same("… và {0} từ ngữ nữa"),
            reading: "Đang tìm các chỗ…",
            make_all: Count::same("Đổi {0} chỗ ở đây thành {1}"),
            times: "{0} × {1}",
            more_places: Count::same("… và {0} chỗ nữa"),
            open: "đang mở",
            undo: "Hoàn tác",
        },
        everywhere: EverywhereWords {
            nothing_selected: "Hãy bôi đen vài từ trước rồi bấm lại phím.",
            label: "Nhãn ",
            match_case: "phân biệt hoa thường",
            whole_words: "cả từ",
            here: "trong tài liệu này",
            in_all: "trong mọi tài liệu",
            looking: "Đang tìm… {0} trên {1} tài liệu",
            nowhere: "“{0}” không có ở chỗ nào khác, hoặc đâu cũng đã có nhãn này. Hãy bỏ bớt dấu chọn \
                      bên trên, hoặc tìm trong mọi tài liệu.",
            too_many: "{0} chỗ trong {1} trên {2} tài liệu đầu. Hãy gán nhãn những chỗ này trước rồi tìm tiếp.",
            found: "{0} trong {1}",
            places: Count::same("{0} chỗ"),
            documents: Count::same("{0} tài liệu"),
            more: Count::same("Xem thêm {0}"),
            otherwise: "có nhãn khác",
            suggested: "gợi ý",
            label_them: "Gán nhãn {0} trên {1}",
        },
        guidelines: GuidelineWords {
            search: "Tìm trong hướng dẫn",
            edit: "Sửa",
            nothing: "Chưa có hướng dẫn. Hãy bấm Sửa và viết ra điều gì mang nhãn nào, khi phân vân thì làm sao; \
                      mỗi tiêu đề làm thành một phần có thể gập lại.",
            not_found: "Không có chỗ nào nói về điều đó. Gõ ít chữ hơn, hoặc bấm Sửa và viết thêm vào.",
            labels: "Các nhãn",
            no_description: "Chưa ai cho biết nhãn này dùng vào việc gì. Có thể viết ở “Sửa…” cạnh các nhãn.",
            hint: "# Người\n\nGán nhãn cả họ tên, không kèm chức danh.",
            save: "Lưu",
            cancel: "Hủy",
            preview: "Trông sẽ như thế này",
        },
        tour: TourWords {
            at: "Bước {0} trên {1}",
            steps: [
                StepWords {
                    title: "Quyết định về gợi ý",
                    by_key: "Đường gạch đứt là một gợi ý: {0} tới gợi ý kế tiếp, {1} chấp nhận, {2} từ chối. \
                             Bấm chuột cũng là chấp nhận, bấm dấu chéo bên cạnh là từ chối.",
                    by_touch: "Đường gạch đứt là một gợi ý. Chạm vào đó rồi chấp nhận, từ chối hoặc gán nhãn \
                               khác.",
                },
                StepWords {
                    title: "Gán nhãn những gì còn thiếu",
                    by_key: "Trỏ chuột vào từ rồi bấm chữ số của một nhãn, hoặc kéo qua vài từ trước. {0} và \
                             {1} lấy thêm một từ ở hai đầu, {2} và {3} bớt một từ; kéo hai tay nắm cũng vậy.",
                    by_touch: "Chạm hai lần vào một từ rồi chọn nhãn. Kéo hai tay nắm để lấy thêm hoặc bớt từ.",
                },
                StepWords {
                    title: "Cho biết nghĩa của ngày",
                    by_key: "Trỏ vào một ngày: {0} cho thấy nghĩa của nó và sửa được, {1} lấy nghĩa kế tiếp. \
                             “Friday” và những ngày như thế được tính từ ngày đăng ở trên thanh.",
                    by_touch: "Chạm vào một ngày, rồi chạm vào nghĩa của nó để sửa. “Friday” và những ngày \
                               như thế được tính từ ngày đăng ở trên thanh.",
                },
                StepWords {
                    title: "Cùng một từ, và hoàn tác",
                    by_key: "{0} gán nhãn cho cùng những từ ấy ở mọi chỗ, trong tài liệu này hay trong mọi tài \
                             liệu. {1} hoàn tác mọi việc bạn làm, từng bước một.",
                    by_touch: "Có bàn phím thì {0} gán nhãn cho cùng những từ ấy ở mọi chỗ. Mũi tên trên thanh \
                               hoàn tác mọi việc bạn làm, từng bước một.",
                },
                StepWords {
                    title: "Xong, và lấy ra",
                    by_key: "{0} đánh dấu tài liệu là xong và mở tài liệu kế tiếp; nút Xuất lấy bộ dữ liệu ra. \
                             Những gì bạn mở ở đây không được gửi đi đâu.",
                    by_touch: "“Xong, tiếp” đánh dấu tài liệu là xong và mở tài liệu kế tiếp; nút Xuất lấy bộ \
                               dữ liệu ra. Những gì bạn mở ở đây không được gửi đi đâu.",
                },
            ],
            leave: "Rời",
            back: "Lùi",
            next: "Tiếp",
            finish: "Kết thúc",
        },
        date: DateWords {
            nothing: "Chưa chọn ngày nào. Hãy đóng cửa sổ này và tới một ngày trước: N sang chú thích kế tiếp.",
            value: "Giá trị",
            set: "Đặt",
            kind: "Loại",
            modifier: "Bổ nghĩa",
            no_modifier: "không có",
            modifiers: [
                "trước",
                "sau",
                "chậm nhất",
                "sớm nhất",
                "chưa tới",
                "hơn",
                "nhiều nhất",
                "ít nhất",
                "đầu",
                "giữa",
                "cuối",
                "khoảng",
            ],
            quant: "Lượng từ, như EVERY",
            freq: "Tần suất, như 2X",
            typed: "Enter nhận {0}: {1}",
            follows: "Tính theo ngày của tài liệu.",
            by_person: "Đặt bằng tay: giữ nguyên khi ngày của tài liệu thay đổi.",
            readings: "Câu chữ có thể có nghĩa là",
            as_read: "{0}: như câu chữ viết",
            calendar: "Lịch",
            turns: ["Năm trước", "Tháng trước", "Tháng sau", "Năm sau"],
            short_weekdays: ["T2", "T3", "T4", "T5", "T6", "T7", "CN"],
            full_day: "{0}, {1}",
            published: "{0}, ngày của tài liệu",
            choices: "Tính từ ngày của tài liệu",
            last: "trước",
            this: "này",
            next: "sau",
            day: "Ngày",
            week: "Tuần",
            month: "Tháng",
            year: "Năm",
            vague: "Không rõ",
            past: "quá khứ",
            present: "hiện tại",
            future: "tương lai",
            month_of: "{0} năm {1}",
            day_of: "ngày {0} {1}",
            week_from: "từ {0}",
            document_date: "Ngày của tài liệu",
            no_document_date: "Hãy cho biết tài liệu được đăng ngày nào, khi đó sẽ có những năm, tháng và ngày \
                               tính từ ngày ấy để chọn.",
            hint: "Enter đặt giá trị. Chọn lần thứ hai là đặt ngay.",
        },
        timeline: TimelineWords {
            nothing: "Chưa có ngày nào. Hãy gán nhãn DATE cho vài từ, chúng sẽ đứng đây theo thứ tự thời gian.",
            published: "Ngày của tài liệu",
            no_document_date: "Chưa ai cho biết tài liệu được đăng ngày nào, nên những ngày như “Friday” \
                               chưa có chỗ ở đây. Thanh bên trên hỏi ngày ấy.",
            placed: "Theo thứ tự thời gian",
            lengths: "Khoảng thời gian",
            sets: "Thời gian lặp lại",
            unplaced: "Không có chỗ trên lịch",
            days: Count::same("{0} ngày"),
            months: Count::same("{0} tháng"),
            years: Count::same("{0} năm"),
        },
    };
}

impl HistoryWords {
    /// The words in Vietnamese.
    pub const VIETNAMESE: Self = Self {
        rejection: "không phải {0}",
        removed: "đã gỡ {0}",
        moved: "nay là “{0}”",
        relabelled: "{0} → {1}",
        open_again: "lại chờ quyết định",
        accepted: "đã chấp nhận",
        rejected: "đã từ chối",
        value: "giá trị {0}",
        no_value: "không có giá trị",
        unchanged: "không đổi",
        date: "ngày của tài liệu là {0}",
        no_date: "tài liệu không có ngày",
        included: "đã lấy một đoạn vào",
        skipped: "đã bỏ qua một đoạn",
        status: [
            "đánh dấu là mới",
            "đánh dấu là đang làm",
            "đánh dấu là xong",
            "đã gắn cờ",
        ],
        nothing: "không có gì",
        occurrences: "{0}, {1} chỗ",
        and_others: "{0} và {1} chỗ nữa",
        and_more: "{0} và {1} thay đổi nữa",
        label_added: "đã thêm nhãn {0}",
        label_gone: "đã rút lại nhãn {0}",
        label_deleted: "đã xóa nhãn {0}",
        label_restored: "đã khôi phục nhãn {0}",
        label_merged: "đã gộp nhãn {0} vào {1}",
        label_renamed: "nhãn {0} nay là {1}",
        label_exported: "nhãn {0} được xuất thành {1}",
        label_coloured: "nhãn {0} có màu khác",
        label_key: "nhãn {0} có phím {1}",
        label_no_key: "nhãn {0} không có phím",
        guidelines: "hướng dẫn được viết lại",
        label_described: "nhãn {0} được mô tả lại",
        label_moved: "nhãn {0} đổi chỗ",
    };
}

impl TimexWords {
    /// The words in Vietnamese.
    pub const VIETNAMESE: Self = Self {
        references: ["quá khứ", "hiện tại", "tương lai"],
        modifiers: [
            "trước {0}",
            "sau {0}",
            "chậm nhất {0}",
            "sớm nhất {0}",
            "chưa tới {0}",
            "hơn {0}",
            "nhiều nhất {0}",
            "ít nhất {0}",
            "đầu {0}",
            "giữa {0}",
            "cuối {0}",
            "khoảng {0}",
        ],
        months: MONTHS,
        weekdays: [
            "Thứ Hai",
            "Thứ Ba",
            "Thứ Tư",
            "Thứ Năm",
            "Thứ Sáu",
            "Thứ Bảy",
            "Chủ Nhật",
        ],
        seasons: ["mùa xuân", "mùa hè", "mùa thu", "mùa đông"],
        parts: [
            "buổi sáng",
            "buổi trưa",
            "buổi chiều",
            "buổi tối",
            "ban đêm",
            "ban ngày",
        ],
        ordinals: ["một", "hai", "ba", "bốn"],
        nth: |number| number.to_string(),
        units: [
            ["thiên niên kỷ"; 2],
            ["thế kỷ"; 2],
            ["thập niên"; 2],
            ["năm"; 2],
            ["mùa xuân"; 2],
            ["mùa hè"; 2],
            ["mùa thu"; 2],
            ["mùa đông"; 2],
            ["quý"; 2],
            ["tháng"; 2],
            ["tuần"; 2],
            ["cuối tuần"; 2],
            ["ngày"; 2],
            ["giờ"; 2],
            ["phút"; 2],
            ["giây"; 2],
        ],
        year: "năm {0}",
        unknown_year: "một năm không rõ",
        year_of: "một năm trong những năm {0}",
        of: "của {0}",
        before_christ: "năm {0} TCN",
        century: "thế kỷ {0}",
        unknown_century: "một thế kỷ không rõ",
        decade: "thập niên {0}",
        unknown_decade: "một thập niên không rõ",
        quarter: "quý {0} của {1}",
        some_quarter: "một quý của {0}",
        half: "nửa thứ {0} của {1}",
        some_half: "nửa {0}",
        some_month: "một tháng của {0}",
        full_day: "{0}, {1} {2} năm {3}",
        day_of_month: "{0} {1}",
        day_in_month: "một ngày trong {0}",
        day_of_some_month: "ngày {0} của một tháng trong {1}",
        some_day: "một ngày trong {0}",
        week: "tuần từ {0}",
        some_week: "một tuần của {0}",
        weekend: "cuối tuần từ {0}",
        some_weekend: "một cuối tuần của {0}",
        some_weekday: "một {0} của {1}",
        part_of_day: "{0} {1}",
        unknown_day: "một ngày không rõ",
        time_on: "{0}, {1}",
        every: "mỗi {0}",
        recurring: "lặp lại trong {0}",
        some: "vài {0}",
        and: " và ",
        unknown_length: "một khoảng thời gian không rõ",
    };
}

fn format_words(format: Format) -> FormatWords {
    const OVERLAPS: &str = "chú thích chồng hoặc lồng nhau";
    const TIME: &str = "loại và giá trị của ngày tháng";
    const ORIGINS: &str = "độ tin cậy, nguồn gốc, người gán và thời điểm";
    const REJECTIONS: &str = "những gì đã từ chối, và gợi ý nào đã có người xem";
    const BLOCKS: &str = "đoạn nào đã bỏ qua, và mỗi đoạn thuộc loại gì";
    const CONTROLS: &str = "ký tự điều khiển: mỗi ký tự được ghi thành U+FFFD";
    let (description, cannot_hold): (_, &[_]) = match format {
        Format::JsonLines => (
            "Mọi điều về từng tài liệu, mỗi tài liệu một dòng. Spanwright đọc lại được.",
            &["nhãn mà không chú thích nào dùng", "lịch sử hoàn tác"],
        ),
        Format::Json => (
            "Mọi điều về tất cả tài liệu và nhãn trong một tệp. Spanwright đọc lại được.",
            &["lịch sử hoàn tác"],
        ),
        Format::SpacyJsonl => (
            "Mỗi tài liệu một dòng: nội dung và các thực thể dạng [start, end, label] tính bằng điểm \
             mã Unicode, đúng dạng dùng để huấn luyện spaCy.",
            &[
                OVERLAPS,
                TIME,
                ORIGINS,
                REJECTIONS,
                "chú thích bắt đầu hoặc kết thúc bên trong một token của spaCy: spaCy bỏ chúng khi \
                 huấn luyện, với cảnh báo W030",
            ],
        ),
        Format::Conll => (
            "Mỗi token một dòng với thẻ IOB2 ở cột cuối trong bốn cột, sau mỗi câu một dòng trống.",
            &[
                OVERLAPS,
                "chú thích bắt đầu hoặc kết thúc bên trong một token",
                "phần chữ giữa các token, và do đó mọi vị trí",
                BLOCKS,
                TIME,
                ORIGINS,
                REJECTIONS,
                "tên, ngày và trạng thái của tài liệu",
                "từ loại và cụm từ: các cột đó được điền -X- và _",
                CONTROLS,
            ],
        ),
        Format::TimeMl => (
            "Một tài liệu với các biểu thức thời gian được đánh dấu ngay trong nội dung: loại, giá trị \
             và những thuộc tính khác của TIMEX3.",
            &[
                "nhiều hơn một tài liệu",
                "chú thích không phải biểu thức thời gian",
                OVERLAPS,
                BLOCKS,
                ORIGINS,
                REJECTIONS,
                "tên và trạng thái của tài liệu",
                CONTROLS,
            ],
        ),
    };
    FormatWords {
        description,
        cannot_hold,
    }
}

fn loss(reason: &LossReason) -> String {
    let words = match reason {
        LossReason::Skipped => "nằm trong một đoạn bỏ qua, đoạn đó không được ghi",
        LossReason::Overlap { winner, quote, why } => {
            let why = match why {
                Preference::Accepted => "có người đã chấp nhận nó",
                Preference::Longer => "nó dài hơn",
                Preference::First => "nó đứng trước",
                Preference::Older => "nó được gán trước",
            };
            return fill(
                "chồng lên {0} “{1}”, được giữ vì {2}",
                &[winner, quote, why],
            );
        }
        LossReason::CutsToken => "bắt đầu hoặc kết thúc bên trong một từ",
        LossReason::CrossesBlock => "vượt qua cuối một đoạn",
        LossReason::Blank => "chỉ gồm khoảng trắng",
        LossReason::Rejected => "đã bị từ chối, mà định dạng này không nói được điều đó",
        LossReason::NoTime => {
            "không có giá trị thời gian hợp lệ, mà định dạng này chỉ giữ biểu thức thời gian"
        }
        LossReason::Nameless => "nhãn của nó không có tên",
        LossReason::NotInText => "vị trí của nó không khớp với nội dung",
        LossReason::Trimmed => "được ghi không kèm khoảng trắng ở hai đầu",
        LossReason::Renamed(name) => return fill("nhãn của nó được ghi thành {0}", &[name]),
        LossReason::MayNotAlign => "bắt đầu hoặc kết thúc bên trong một từ; spaCy có thể bỏ nó",
    };
    words.to_owned()
}

fn label_refused(error: &LabelError) -> String {
    match error {
        LabelError::Unknown(id) => fill("không có nhãn {0}", &[id.as_str()]),
        LabelError::NoName => "nhãn phải có tên".to_owned(),
        LabelError::NameTaken(name) => fill(
            "đã có nhãn {0}; hãy chọn tên khác, hoặc gộp hai nhãn",
            &[name],
        ),
        LabelError::KeyTaken(key, name) => fill(
            "phím {0} là của {1}; hãy chọn phím khác, hoặc bỏ nó khỏi {1} trước",
            &[&key.to_string(), name],
        ),
        LabelError::IntoItself => "không thể gộp một nhãn vào chính nó".to_owned(),
        LabelError::Differs(id) => fill(
            "nhãn {0} không còn như thay đổi này ghi nhớ; chưa thay đổi gì",
            &[id.as_str()],
        ),
        LabelError::GuidelinesDiffer => {
            "hướng dẫn không còn như thay đổi này ghi nhớ; chưa thay đổi gì".to_owned()
        }
    }
}

fn key_refused(error: &KeyError) -> String {
    match error {
        KeyError::Reserved(chord, reserved) => {
            let does = match reserved {
                Reserved::Tabs => "mở, đóng hoặc đổi thẻ",
                Reserved::Page => "rời hoặc tải lại trang",
                Reserved::Zoom => "phóng to hoặc thu nhỏ trang",
                Reserved::Clipboard => "sao chép và dán",
                Reserved::Browser => "mở cửa sổ của chính trình duyệt",
                Reserved::Controls => "đi giữa các nút và ô của trang",
                Reserved::Menus => "mở trình đơn",
            };
            let words = "{0} là phím của trình duyệt, để {1}; hãy chọn phím khác";
            fill(words, &[chord.as_str(), does])
        }
        KeyError::Action(chord, _) => fill(
            "{0} đã được dùng; hãy chọn phím khác, hoặc bỏ nó ở chỗ kia trước",
            &[chord.as_str()],
        ),
        KeyError::Label(chord, name) => fill(
            "{0} là phím của {1}; hãy chọn phím khác, hoặc bỏ nó khỏi {1} trước",
            &[chord.as_str(), name],
        ),
    }
}

const TITLES: Titles = Titles {
    help: "Trợ giúp",
    import: "Mở bài",
    export: "Xuất",
    labels: "Nhãn",
    history: "Lịch sử",
    progress: "Tiến độ",
    keys: "Phím tắt",
    date: "Ngày tháng",
    timeline: "Dòng thời gian",
    consistency: "Tính nhất quán",
    occurrences: "Mọi chỗ giống nhau",
    guidelines: "Hướng dẫn",
    tour: "Làm quen",
    folder: "Lưu vào thư mục",
    detectors: "Bộ nhận dạng",
};

/// In the order of [`crate::project::DocumentState::ALL`].
const STATES: [&str; 5] = ["mới", "đang làm", "xong", "xong, không có gì", "đã gắn cờ"];

const MONTHS: [&str; 12] = [
    "tháng 1",
    "tháng 2",
    "tháng 3",
    "tháng 4",
    "tháng 5",
    "tháng 6",
    "tháng 7",
    "tháng 8",
    "tháng 9",
    "tháng 10",
    "tháng 11",
    "tháng 12",
];

/// What each key does.
const KEYS: &[(&str, &str)] = &[
    ("right", "tới ký tự sau"),
    ("left", "tới ký tự trước"),
    ("next-word", "tới từ sau"),
    ("previous-word", "tới từ trước"),
    ("next-sentence", "tới câu sau"),
    ("previous-sentence", "tới câu trước"),
    ("next-block", "tới đoạn sau"),
    ("previous-block", "tới đoạn trước"),
    ("down", "xuống một dòng"),
    ("up", "lên một dòng"),
    ("line-end", "tới cuối dòng"),
    ("line-start", "tới đầu dòng"),
    ("end", "tới cuối bài"),
    ("start", "tới đầu bài"),
    ("next-annotation", "chú thích sau"),
    ("previous-annotation", "chú thích trước"),
    ("next-suggestion", "gợi ý sau"),
    ("previous-suggestion", "gợi ý trước"),
    ("next-here", "chú thích sau chồng lên chỗ này"),
    ("previous-here", "chú thích trước chồng lên chỗ này"),
    ("select-right", "thêm một ký tự"),
    ("select-left", "bớt một ký tự"),
    ("select-next-word", "tới từ sau"),
    ("select-previous-word", "tới từ trước"),
    ("select-next-sentence", "tới câu sau"),
    ("select-previous-sentence", "tới câu trước"),
    ("select-next-block", "tới đoạn sau"),
    ("select-previous-block", "tới đoạn trước"),
    ("select-down", "xuống một dòng"),
    ("select-up", "lên một dòng"),
    ("select-line-end", "tới cuối dòng"),
    ("select-line-start", "tới đầu dòng"),
    ("select-to-end", "tới cuối bài"),
    ("select-to-start", "tới đầu bài"),
    ("select-word", "từ này"),
    ("start-out", "bắt đầu sớm hơn một từ"),
    ("start-in", "bắt đầu muộn hơn một từ"),
    ("end-out", "kết thúc muộn hơn một từ"),
    ("end-in", "kết thúc sớm hơn một từ"),
    ("start-out-character", "bắt đầu sớm hơn một ký tự"),
    ("start-in-character", "bắt đầu muộn hơn một ký tự"),
    ("end-out-character", "kết thúc muộn hơn một ký tự"),
    ("end-in-character", "kết thúc sớm hơn một ký tự"),
    ("accept", "chấp nhận, sang gợi ý sau"),
    ("reject", "từ chối, sang gợi ý sau"),
    ("accept-visible", "chấp nhận tất cả những gì đang thấy"),
    ("bulk", "lọc chú thích và quyết định hàng loạt"),
    ("remove", "gỡ chú thích"),
    ("menu", "mở bảng chọn nhãn"),
    ("stick", "chọn nhãn trước, bôi đen sau"),
    ("occurrences", "gán nhãn mọi chỗ giống nhau"),
    ("edit-date", "sửa ý nghĩa của một ngày"),
    (
        "turn-date",
        "lần lượt những nghĩa khác mà một ngày có thể có",
    ),
    ("cancel", "đóng cái đang mở, bỏ chọn"),
    ("undo", "hoàn tác"),
    ("redo", "làm lại"),
    ("toggle-block", "bỏ qua hoặc lấy đoạn này vào"),
    ("done-and-next", "xong, mở tài liệu chưa xong kế tiếp"),
    (
        "accept-and-done",
        "chấp nhận phần còn lại; xong, mở tài liệu kế tiếp",
    ),
    ("flag", "gắn cờ tài liệu để xem lại"),
    ("next-document", "tài liệu sau"),
    ("previous-document", "tài liệu trước"),
    ("search", "tìm trong tài liệu"),
    ("next-found", "chỗ tìm thấy sau"),
    ("previous-found", "chỗ tìm thấy trước"),
    ("list", "hiện hoặc ẩn chú thích"),
    ("history", "hiện lịch sử"),
    ("timeline", "hiện các ngày theo thứ tự thời gian"),
    ("guidelines", "hiện hướng dẫn và tìm trong đó"),
    ("consistency", "hiện những từ có nhiều nhãn"),
    ("invisibles", "hiện hoặc ẩn dấu xuống dòng và dấu tab"),
    ("help", "hiện các phím"),
];
