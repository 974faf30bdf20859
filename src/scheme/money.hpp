#pragma once
// Money, points, consequences, credentials, services (pack language, section 8).

#include "scheme/values.hpp"

namespace guiyan::scheme {

enum class account_holder { region, organization, engagement, person, project, scheme };
enum class account_over { refuse, cut, ask };

struct account : rule {
    std::string unit;  ///< 元 or 分
    account_holder holder = account_holder::scheme;
    std::optional<scheme::period> period;
    std::optional<account_over> over;
    bool carry = false;
    std::optional<scalar> warn_below;
};

/// When something happens: one of event, every, after, before, date, manual.
struct occasion : node {
    std::string event;
    std::string of;  ///< a linked record whose event it is, or the date counted from
    std::optional<period> every;
    std::optional<int> day;  ///< of the period
    std::optional<span> after, before;
    std::string date;  ///< month and day
    std::optional<bool> manual;
};

struct payee : node {
    std::string path;
    std::optional<scalar> share;
    std::string name;
};

struct instalment : node {
    scalar share;
    span after;
};

enum class money_rounding { fen, yuan, integer };

struct posting : rule {
    std::string account, kind, for_;
    expression where;
    occasion on;
    scheme::amount amount;
    scheme::amount at_most;
    std::vector<payee> to;
    std::vector<instalment> parts;
    bool voucher = false;
    std::vector<std::string> approve, asks;
    std::optional<money_rounding> rounding;
    std::vector<std::string> paid_by;
};

/// What a consequence does: one of notify, post, grant, revoke, move, open, mark.
struct effect : node {
    std::vector<std::string> notify;
    std::string text;
    std::string post;
    std::string grant, grade;
    std::string revoke;
    std::string move, of, reason;
    std::string open, kind;
    std::vector<std::string> by;
    std::optional<span> due;
    std::string title;
    std::string mark, on;
    std::optional<span> lasts;
    std::string scheme;
};

enum class effect_pick { all, one, next };

struct consequence : rule {
    std::string for_;
    expression where;
    std::optional<occasion> on;
    expression when;
    std::vector<effect> do_;
    std::optional<effect_pick> pick;
    std::vector<std::string> confirm;
};

enum class credential_holder { person, organization };

/// A span, or a CEL date.
struct validity : span {
    expression until;
};

struct credential : rule {
    std::string kind;
    credential_holder holder = credential_holder::person;
    std::string grades;
    std::string number;  ///< "{region}名聘字〔{year}〕{seq:4}号"
    std::optional<validity> valid;
    std::string paper;
    std::vector<std::string> verify, signed_by;
};

enum class allowance_per { month, year, card_year, term, once };

struct allowance : node {
    scheme::amount amount;
    std::string unit;
    allowance_per per = allowance_per::year;
};

struct service : rule {
    std::string group;
    std::vector<std::string> provider;
    std::string for_;
    expression eligible;
    std::vector<std::string> steps;
    std::optional<span> handling;
    std::optional<scheme::allowance> allowance;
    std::optional<span> lasts;
    scheme::amount value;
    std::vector<std::string> asks;
    bool contact = false;
};

}  // namespace guiyan::scheme
