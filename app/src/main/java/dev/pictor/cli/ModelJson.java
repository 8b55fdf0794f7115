package dev.pictor.cli;

import dev.pictor.model.Availability;
import dev.pictor.model.CatalogueModel.Quality;
import dev.pictor.model.download.WantedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A model as `model show --json` prints it. Fields are only ever added.
///
/// @param path null where it is `bundled`, and, as all that only the files tell, while it is
///     `available`
/// @param bytes of all its files
/// @param imageSize pixels of a side
/// @param contextLength tokens of the longest text, markers included
/// @param fingerprint with preprocessing `upright`
/// @param originalFingerprint with preprocessing `original`
/// @param files of a model of the catalogue: names, addresses, digests, sizes
/// @param origin where it was added from
/// @param collections that are searched with it; null where that cannot be told
record ModelJson(
    String name,
    Availability state,
    @Nullable String title,
    @Nullable String licence,
    @Nullable String path,
    long bytes,
    @Nullable String architecture,
    int dimension,
    int imageSize,
    @Nullable Integer contextLength,
    @Nullable Integer vocabularySize,
    @Nullable String fingerprint,
    @Nullable String originalFingerprint,
    @Nullable Quality quality,
    @Nullable List<WantedFile> files,
    @Nullable String origin,
    @Nullable List<String> collections) {}
