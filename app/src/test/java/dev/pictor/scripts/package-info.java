/// Tests of the launcher, of `check` and of the other scripts: they are started as a user
/// starts them.
@NullMarked
package dev.pictor.scripts;

import org.jspecify.annotations.NullMarked;
