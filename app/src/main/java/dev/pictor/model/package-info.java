/// Which CLIP models there are on this machine and which one to use.
@NullMarked
package dev.pictor.model;

import org.jspecify.annotations.NullMarked;
