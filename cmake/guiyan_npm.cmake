# Node and npm for the steps that need packages of the npm registry. bin/setup leaves its own Node under build/tools
# where Debian's is too old; a Node of the PATH serves as well.
get_filename_component(GUIYAN_TOOLS_DIR ${CMAKE_CURRENT_LIST_DIR}/../build/tools ABSOLUTE)
find_program(GUIYAN_NPM npm PATHS ${GUIYAN_TOOLS_DIR}/bin NO_DEFAULT_PATH DOC "npm that installs locked packages")
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
# Nothing happens while node_modules is younger than the lock file (npm writes the file that is looked at last).
function(guiyan_npm_ci folder)
    set(lock ${folder}/package-lock.json)
    if(NOT CMAKE_SCRIPT_MODE_FILE)
        set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${lock})
    endif()
    # Two builds of one checkout take turns; the second finds the work done.
    get_filename_component(turn ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../build ABSOLUTE)
    file(MAKE_DIRECTORY ${turn})
    file(LOCK ${turn}/npm.lock GUARD FUNCTION TIMEOUT 600)
    if(EXISTS ${folder}/node_modules/.package-lock.json AND
       ${folder}/node_modules/.package-lock.json IS_NEWER_THAN ${lock})
        return()
    endif()
    guiyan_npm_command(npm)
    message(STATUS "Installing the locked packages of ${folder}")
    execute_process(COMMAND ${npm} ci --ignore-scripts --no-audit --no-fund
                    WORKING_DIRECTORY ${folder} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        message(FATAL_ERROR "npm ci failed in ${folder}:\n${output}")
    endif()
endfunction()
