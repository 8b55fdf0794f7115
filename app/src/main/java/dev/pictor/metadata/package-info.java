/// What picture files tell of themselves: EXIF, IPTC and XMP to
/// [dev.pictor.picture.PictureMetadata]. Where these lie in a file is
/// [dev.pictor.clip.image.EmbeddedMetadata]'s knowledge. Everything here is read from files that
/// anybody may have made: in little memory and time, and without ever failing.
@NullMarked
package dev.pictor.metadata;

import org.jspecify.annotations.NullMarked;
