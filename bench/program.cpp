#include "bench/program.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "bench/http_client.hpp"

namespace guiyan::bench {
namespace {

using steady = std::chrono::steady_clock;

int free_port() {
    int const s = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(s, reinterpret_cast<sockaddr*>(&at), sizeof at);
    ::getsockname(s, reinterpret_cast<sockaddr*>(&at), &size);
    ::close(s);
    return ntohs(at.sin_port);
}

std::string binary() {
    if (auto const* named = std::getenv("GUIYAN_BINARY")) return named;
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path().parent_path() / "guiyan").string();
}

double figure(pid_t pid, std::string const& label) {
    std::ifstream status("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.rfind(label, 0) == 0) return std::atof(line.c_str() + label.size()) / 1024;
    return 0;
}

}  // namespace

program::program(std::filesystem::path const& data, std::vector<std::string> const& more) {
    port_ = free_port();
    auto const exe = binary(), listen = "127.0.0.1:" + std::to_string(port_), folder = data.string();
    auto const log = folder + "/serve.log";
    std::vector<std::string> words{exe, "serve", "--data", folder, "--listen", listen, "--quick-passwords"};
    words.insert(words.end(), more.begin(), more.end());
    std::vector<char*> arguments;
    for (auto& w : words) arguments.push_back(w.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    auto const start = steady::now();
    if (posix_spawn(&pid_, exe.c_str(), &actions, nullptr, arguments.data(), environ) != 0)
        throw std::runtime_error("cannot start " + exe);
    posix_spawn_file_actions_destroy(&actions);
    auto passed = [&] { return std::chrono::duration<double, std::milli>(steady::now() - start).count(); };
    for (;;) {
        try {
            http_client c(port_);
            if (c.ask("GET", "/healthz").status == 200) break;
        } catch (std::exception const&) {
        }
        if (::waitpid(pid_, nullptr, WNOHANG) == pid_ || passed() > 60'000) {
            pid_ = -1;
            throw std::runtime_error("the program did not start; see " + log);
        }
        std::this_thread::sleep_for(std::chrono::microseconds(500));
    }
    start_ms_ = passed();
    start_cpu_ms_ = cpu() * 1000;
}

program::~program() {
    if (pid_ > 0) stop();
}

double program::cpu() const {
    // First field of schedstat: nanoseconds on a processor. Threads that ended are missing; the server's do
    // not end.
    double sum = 0;
    for (auto const& task : std::filesystem::directory_iterator("/proc/" + std::to_string(pid_) + "/task")) {
        std::ifstream in(task.path() / "schedstat");
        double ns = 0;
        if (in >> ns) sum += ns;
    }
    return sum / 1e9;
}

double program::resident_mib() const {
    return figure(pid_, "VmRSS:");
}
double program::own_mib() const {
    return figure(pid_, "RssAnon:");
}

double program::stop() {
    auto const start = steady::now();
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
    return std::chrono::duration<double>(steady::now() - start).count();
}

void program::kill() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = -1;
}

}  // namespace guiyan::bench
