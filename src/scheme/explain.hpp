#pragma once
// guiyan pack explain: the scheme in Chinese sentences, as an official would read it. What a rule has no
// words for is quoted as it is written; every rule names its document and clause.

#include <string>

#include "scheme/words.hpp"

namespace guiyan::scheme {

/// CommonMark in chapters: 依据, 选谁, 怎样选, 名额, 职责与任务量, 公示, 证书, 考评, 奖惩与资金, 服务, 指标,
/// 勾稽, 报告, 待县里定夺的事. A chapter without rules is left out.
std::string explain(rulebook const&, sentence_of const& names);

/// One rule in a sentence, without its name and source: "每日，对在任名誉村长，…的，通知本人…".
std::string happens(rulebook const&, sentence_of const& names, consequence const&);
/// What an effect does to a record of a kind: "让任职“期满”".
std::string effect_words(rulebook const&, sentence_of const& names, effect const&, std::string const& kind);
/// "15 天".
std::string span_words(rulebook const&, sentence_of const& names, span const&);
/// What an obligation asks: "每季度须履职记录不少于 1 条".
std::string asked(rulebook const&, sentence_of const& names, obligation const&);

}  // namespace guiyan::scheme
