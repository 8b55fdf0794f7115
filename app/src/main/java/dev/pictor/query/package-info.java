/// The query language: text as people type it -> what the pictures should show, which of them may
// be
/// found, and in what order. The terminal, the page and the JSON API all read it here; the grammar
/// is in `docs/search.md`. It neither encodes nor searches anything.
@NullMarked
package dev.pictor.query;

import org.jspecify.annotations.NullMarked;
