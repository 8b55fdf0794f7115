/// Pictor finds pictures by what they show. `Main` wires everything; nothing knows `Main`.
///
/// `indexing`, `search` are the features; `cli` and `web` are thin faces over them; `store` keeps
/// pictures and vectors; `model` finds weights; `config` reads settings. See docs/architecture.md.
@NullMarked
package dev.pictor;

import org.jspecify.annotations.NullMarked;
