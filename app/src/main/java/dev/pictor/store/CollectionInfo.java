package dev.pictor.store;

import java.time.Instant;

/// A collection's name and the model it is bound to.
///
/// @param name see [Storage#requireValidName]
public record CollectionInfo(String name, ModelIdentity model, Instant createdAt) {}
