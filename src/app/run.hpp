#pragma once
// The program: reads the command line and runs one command. Returns the exit code.

#include "base/embedded.hpp"

namespace guiyan::app {

/// `web` are the built pages; an empty table serves the interface without pages.
int run(int argc, char** argv, embedded_files web);

}  // namespace guiyan::app
