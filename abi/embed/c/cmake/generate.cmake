# Turns a module into C: cmake -DWASM2C=… -DMODULE=… -DOUT=FOLDER -P generate.cmake
execute_process(COMMAND "${WASM2C}" "${MODULE}" -n claimsmith -o "${OUT}/claimsmith_module.c" COMMAND_ERROR_IS_FATAL ANY)
# Each jump back looks whether the call was interrupted (module.h). A label's L is that of a loop.
file(READ "${OUT}/claimsmith_module.c" code)
string(REGEX REPLACE "goto (w2c_L[0-9]+)" "CLAIMSMITH_RT_LOOP goto \\1" code "${code}")
file(WRITE "${OUT}/claimsmith_module.c" "${code}")
