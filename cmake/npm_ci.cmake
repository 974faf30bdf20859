# cmake -DFOLDER=… -DGUIYAN_NPM=… -P npm_ci.cmake: guiyan_npm_ci as a build step.
include(guiyan_npm)
guiyan_npm_ci(${FOLDER})
