#pragma once
// Asks a program of the test group (pdftotext, pdffonts, zbarimg …) about bytes, as somebody outside would.

#include <doctest/doctest.h>

#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

namespace guiyan::test {

/// What `command` prints; "FILE" in it stands for a file with the bytes. A command that fails is a failed
/// test.
inline std::string ask_outside(std::string command, std::string const& bytes) {
    std::string name = (std::filesystem::temp_directory_path() / "guiyan-test-XXXXXX").string();
    int const handle = ::mkstemp(name.data());
    REQUIRE(handle >= 0);
    ::close(handle);
    std::ofstream(name, std::ios::binary) << bytes;
    for (std::size_t at = 0; (at = command.find("FILE", at)) != command.npos;) command.replace(at, 4, name);
    std::string out;
    auto* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe);
    std::array<char, 4096> part{};
    while (auto const n = std::fread(part.data(), 1, part.size(), pipe)) out.append(part.data(), n);
    INFO(command);
    CHECK(::pclose(pipe) == 0);
    std::filesystem::remove(name);
    return out;
}

}  // namespace guiyan::test
