#pragma once
// One thread for everything that is drawn. Pango and librsvg keep a font map for each thread that draws, and
// a Chinese type costs about 90 MB of memory once it is used: on a pool of workers that would be paid once
// for each of them, and never given back. So drawings queue here. The thread and the types begin with the
// first drawing; a program that draws nothing pays nothing.

#include <functional>

namespace guiyan::drawing {

/// Runs the work on the drawing thread and waits for it; what it throws is thrown here. Not from inside such
/// work.
void at_desk(std::function<void()> const& work);

/// The same for work that returns something.
template <class Work>
auto drawn(Work&& work) -> decltype(work()) {
    decltype(work()) out{};
    at_desk([&] { out = work(); });
    return out;
}

}  // namespace guiyan::drawing
