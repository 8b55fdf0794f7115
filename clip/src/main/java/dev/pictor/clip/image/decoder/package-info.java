/// What decoders of any format share: how large a picture may be, and libraries of the system.
@NullMarked
package dev.pictor.clip.image.decoder;

import org.jspecify.annotations.NullMarked;
