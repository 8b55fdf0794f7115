/// Which files below a folder are left out: `.pictorignore`, in the syntax of `.gitignore`.
///
/// [dev.pictor.ignore.Glob] matches one pattern, [dev.pictor.ignore.IgnoreRule] is a line,
/// [dev.pictor.ignore.IgnoreFile] a file, [dev.pictor.ignore.Exclusions] the files of a folder and
/// those above it. Walks no folders and knows nothing of pictures.
@NullMarked
package dev.pictor.ignore;

import org.jspecify.annotations.NullMarked;
