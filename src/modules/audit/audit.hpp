#pragma once
// Front door of the trail: the audit officer searches all of it, and whoever may read a record reads its
// history.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "api/endpoint.hpp"
#include "db/database.hpp"
#include "db/event_log.hpp"

namespace guiyan::audit {

struct event_change {
    std::string field, before, after;
};

struct event_view {
    std::int64_t id = 0;
    std::string at;
    std::string account_name, role, unit_name, remote, request_id;
    std::string what, entity, entity_id, label;
    std::vector<event_change> changes;
    std::string reason, outcome, hash;
};

struct event_query {
    std::optional<std::string> entity;
    std::optional<std::string> entity_id;
    std::optional<std::string> account;  ///< part of the name
    std::optional<std::string> what;
    std::optional<date> from;
    std::optional<date> to;
    std::int64_t page = 1;
    std::int64_t size = 50;
};

struct event_page {
    std::vector<event_view> items;
    std::int64_t total = 0, page = 1, size = 50;
};

/// Whether an actor may read a record, and so its history.
using record_gate = std::function<bool(actor const&, std::string_view entity, std::int64_t entity_id)>;

class trail {
public:
    trail(db::database&, db::chain_link);
    event_page search(event_query const&) const;
    std::vector<event_view> history(std::string_view entity, std::int64_t entity_id) const;
    db::verification verify() const;

private:
    db::database& db_;
    db::chain_link link_;
};

std::vector<api::endpoint> endpoints(trail const&, record_gate);

}  // namespace guiyan::audit
