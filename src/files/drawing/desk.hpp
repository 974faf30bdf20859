#pragma once
// One thread for everything that is drawn. Pango and librsvg keep a font map for each thread that draws, and
// Chinese types cost memory once they are used; on a pool of workers each would pay for itself. So drawings
// queue here. The thread and the types begin with the first drawing; a program that draws nothing pays
// nothing.
//
// Measured with Noto CJK (a report and 144 certificates): 13 MB resident before the first drawing, 130 MB
// after it and 135 MB later on. 85 MB of that is the types' file mapped into memory, which the kernel takes
// back when it needs it; 45 MB is FreeType's and cairo's own and stays.

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
