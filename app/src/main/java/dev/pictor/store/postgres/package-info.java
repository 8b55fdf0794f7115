/// The shared store: PostgreSQL with pgvector, everything in one schema.
@NullMarked
package dev.pictor.store.postgres;

import org.jspecify.annotations.NullMarked;
