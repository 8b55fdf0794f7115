package dev.pictor.cli;

import dev.pictor.doctor.Diagnosis;
import dev.pictor.doctor.Finding;
import dev.pictor.store.Storage;
import java.util.List;
import java.util.Locale;

/// What `doctor --json` prints. Fields are only ever added.
///
/// @param store `lucene` or `postgresql`
/// @param pictures distinct contents, before anything was repaired
/// @param files their places
/// @param failed files that could not be read
/// @param found all findings' counts
/// @param left how many of those are still so
record DoctorJson(
    String collection,
    String store,
    long pictures,
    long files,
    long failed,
    long found,
    long repaired,
    long left,
    List<FindingJson> findings) {

  /// @param kind `thumbnail`, `file-gone`; see [dev.pictor.doctor.Kind]
  /// @param what the same for people
  /// @param obstacles why the first few could not be repaired
  record FindingJson(
      String kind,
      String what,
      String advice,
      long count,
      long repaired,
      List<String> examples,
      List<String> obstacles) {
    private static FindingJson of(Finding finding) {
      return new FindingJson(
          finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          finding.kind().title(),
          finding.kind().advice(),
          finding.count(),
          finding.repaired(),
          finding.examples(),
          finding.obstacles());
    }
  }

  static DoctorJson of(Diagnosis diagnosis, Storage storage, String collection) {
    return new DoctorJson(
        collection,
        storage.kind(),
        diagnosis.counts().pictures(),
        diagnosis.counts().files(),
        diagnosis.counts().failed(),
        diagnosis.found(),
        diagnosis.repaired(),
        diagnosis.left(),
        diagnosis.findings().stream().map(FindingJson::of).toList());
  }
}
