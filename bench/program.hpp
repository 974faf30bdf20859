#pragma once
// The program as a process of its own: started, watched from outside (processor time, memory), ended or
// killed.

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace guiyan::bench {

class program {
public:
    /// `guiyan serve --data DATA` on a free port of 127.0.0.1; returns when /healthz answers 200. Throws when
    /// it does not within a minute. The binary is GUIYAN_BINARY of the environment, else guiyan beside the
    /// build folder.
    /// `more`: further arguments.
    explicit program(std::filesystem::path const& data, std::vector<std::string> const& more = {});
    ~program();  ///< ends it as stop() does
    program(program const&) = delete;

    int port() const { return port_; }
    pid_t pid() const { return pid_; }
    double start_ms() const { return start_ms_; }          ///< from spawn to the first 200
    double start_cpu_ms() const { return start_cpu_ms_; }  ///< processor time until then

    /// Processor time of all its threads so far, in seconds.
    double cpu() const;
    double resident_mib() const;
    /// Resident without the pages of mapped files, which the system takes back when it wants.
    double own_mib() const;

    /// SIGTERM and wait; seconds it took.
    double stop();
    /// SIGKILL and wait.
    void kill();

private:
    pid_t pid_ = -1;
    int port_ = 0;
    double start_ms_ = 0, start_cpu_ms_ = 0;
};

}  // namespace guiyan::bench
