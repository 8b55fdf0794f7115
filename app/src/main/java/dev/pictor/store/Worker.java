package dev.pictor.store;

import java.time.Instant;

/// A process that indexes into a collection, or did until it went silent.
///
/// @param host the machine's name
/// @param since when it began
/// @param lastSeen when it last told that it lives; both by the store's clock
/// @param isSilent whether that is so long ago that others take over what it had in hand
/// @param done files that it has read, failed ones too
/// @param failed of those
public record Worker(
    String host,
    long processId,
    Instant since,
    Instant lastSeen,
    boolean isSilent,
    long done,
    long failed) {}
