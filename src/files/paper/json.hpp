#pragma once
// A paper for the reader page: {"title", "organ", "number", "blocks": [{"kind", "level", "label", "runs":
// [{"text", "bold", "kai", "figure"}], "columns": ["left"], "rows": [{"head", "total", "cells": [[run]]}]}]}.
// What is empty or false is left out. The annex is not in it: the page asks for the rows of a figure when one
// is opened.

#include <string>

#include "files/paper/document.hpp"

namespace guiyan::paper {

std::string to_json(document const& paper);

/// "title", "heading", "text", "item", "table", "page_break", "signature", "note", "caption".
std::string_view name_of(block_kind kind);

}  // namespace guiyan::paper
