/// The command line: one small class per command, exit codes in one place.
@NullMarked
package dev.pictor.cli;

import org.jspecify.annotations.NullMarked;
