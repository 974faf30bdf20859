#pragma once
// Private to this folder: the keyring on disk. Every function throws keyring_error in words for an
// administrator.

#include <filesystem>
#include <vector>

#include "crypto/keyring.hpp"

namespace guiyan::crypto {

std::vector<keyring::master> read_keyring_file(std::filesystem::path const& file);

/// Fails when the file exists, also when another process makes it at the same moment.
void create_keyring_file(std::filesystem::path const& file, std::vector<keyring::master> const& masters);

/// Fails when the file no longer holds `expected`. After a crash either the old or the new file is there,
/// whole.
void replace_keyring_file(std::filesystem::path const& file, std::vector<keyring::master> const& expected,
                          std::vector<keyring::master> const& masters);

}  // namespace guiyan::crypto
