#pragma once
// Prepared statements of one connection, keyed by their text; the one that was used longest ago goes first.

#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

namespace guiyan::db {

template <class Statement>
class statement_cache {
public:
    explicit statement_cache(std::size_t limit = 128) : limit_(limit) {}

    /// The statement of this text, or nothing. It stays alive while somebody holds it, also when it is
    /// dropped here.
    std::shared_ptr<Statement> find(std::string_view sql) {
        auto const found = by_text_.find(sql);
        if (found == by_text_.end()) return nullptr;
        order_.splice(order_.begin(), order_, found->second);
        return found->second->statement;
    }

    /// Takes a statement in; returns the one that had to go for it, if any.
    std::shared_ptr<Statement> put(std::string_view sql, std::shared_ptr<Statement> statement) {
        erase(sql);
        order_.push_front({std::string(sql), std::move(statement)});
        by_text_.emplace(order_.front().sql, order_.begin());
        if (order_.size() <= limit_) return nullptr;
        auto const dropped = order_.back().statement;
        by_text_.erase(order_.back().sql);
        order_.pop_back();
        return dropped;
    }

    void erase(std::string_view sql) {
        auto const found = by_text_.find(sql);
        if (found == by_text_.end()) return;
        auto const position = found->second;
        by_text_.erase(found);
        order_.erase(position);
    }

    void clear() {
        by_text_.clear();
        order_.clear();
    }

private:
    struct entry {
        std::string sql;
        std::shared_ptr<Statement> statement;
    };
    std::size_t limit_;
    std::list<entry> order_;
    std::unordered_map<std::string_view, typename std::list<entry>::iterator> by_text_;
};

}  // namespace guiyan::db
