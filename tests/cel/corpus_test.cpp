// Puts every file of a folder to the fuzz target: what once went wrong stays tried.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const*, std::size_t);

int main(int argc, char** argv) {
    int tried = 0;
    for (int i = 1; i < argc; ++i)
        for (auto const& file : std::filesystem::directory_iterator(argv[i])) {
            std::ifstream in(file.path(), std::ios::binary);
            std::string const text((std::istreambuf_iterator<char>(in)), {});
            // All beginnings too: a text that ends too early is the commonest mistake.
            for (std::size_t n = 0; n <= text.size(); n += 1 + text.size() / 200)
                LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(text.data()), n);
            LLVMFuzzerTestOneInput(reinterpret_cast<std::uint8_t const*>(text.data()), text.size());
            ++tried;
        }
    std::printf("%d texts\n", tried);
    return tried ? 0 : 1;
}
