#include "app/run.hpp"
#include "embedded/web_files.hpp"

int main(int argc, char** argv) {
    return guiyan::app::run(argc, argv, guiyan::embedded::web_files());
}
