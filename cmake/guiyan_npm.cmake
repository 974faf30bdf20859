# Node and npm for the steps that need packages of the npm registry. bin/setup leaves its own Node under build/tools
# where Debian's is too old; a Node of the PATH serves as well.
set(GUIYAN_TOOLS_DIR ${CMAKE_SOURCE_DIR}/build/tools)
find_program(GUIYAN_NPM npm PATHS ${GUIYAN_TOOLS_DIR}/node/bin NO_DEFAULT_PATH DOC "npm that installs locked packages")
find_program(GUIYAN_NPM npm)

# Sets `out` to a command prefix that runs npm with its own Node first in the PATH, whatever shell starts the build.
function(guiyan_npm_command out)
    if(NOT GUIYAN_NPM)
        message(FATAL_ERROR "npm is not installed. Run bin/setup, which installs what is missing.")
    endif()
    get_filename_component(folder ${GUIYAN_NPM} DIRECTORY)
    set(${out} ${CMAKE_COMMAND} -E env "PATH=${folder}:$ENV{PATH}" ${GUIYAN_NPM} PARENT_SCOPE)
endfunction()

# guiyan_npm_ci(FOLDER): brings FOLDER/node_modules to what FOLDER/package-lock.json says, at configure time.
# Nothing happens while the lock file is the one that was installed last.
function(guiyan_npm_ci folder)
    set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${folder}/package-lock.json)
    set(stamp ${folder}/node_modules/.installed_lock)
    file(SHA256 ${folder}/package-lock.json wanted)
    # Two configure runs of one checkout take turns; the second finds the stamp.
    file(LOCK ${CMAKE_SOURCE_DIR}/build/npm.lock GUARD FUNCTION TIMEOUT 600)
    if(EXISTS ${stamp})
        file(READ ${stamp} installed)
        if(installed STREQUAL wanted)
            return()
        endif()
    endif()
    guiyan_npm_command(npm)
    message(STATUS "Installing the locked packages of ${folder}")
    execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund
                    WORKING_DIRECTORY ${folder} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "npm ci failed in ${folder}:\n${output}")
    endif()
    file(WRITE ${stamp} ${wanted})
endfunction()
