/// What several tests of this module need.
@NullMarked
package dev.pictor.clip.support;

import org.jspecify.annotations.NullMarked;
