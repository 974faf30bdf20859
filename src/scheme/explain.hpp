#pragma once
// guiyan pack explain: the scheme in Chinese sentences, as an official would read it. What a rule has no
// words for is quoted as it is written; every rule names its document and clause.

#include <string>

#include "scheme/words.hpp"

namespace guiyan::scheme {

/// CommonMark in chapters: 依据, 选谁, 怎样选, 名额, 职责与任务量, 公示, 证书, 考评, 奖惩与资金, 服务, 指标,
/// 勾稽, 报告, 待县里定夺的事. A chapter without rules is left out.
std::string explain(rulebook const&, sentence_of const& names);

}  // namespace guiyan::scheme
