package dev.pictor.metadata;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wanted of IPTC's Information Interchange Model, not cleaned yet.
record Iptc(@Nullable String title, List<String> keywords) {
  static final Iptc NONE = new Iptc(null, List.of());

  static Iptc read(byte[] records) {
    try {
      Metadata metadata = new Metadata();
      new IptcReader().extract(new SequentialByteArrayReader(records), metadata, records.length);
      IptcDirectory directory = metadata.getFirstDirectoryOfType(IptcDirectory.class);
      if (directory == null) {
        return NONE;
      }
      List<String> keywords = directory.getKeywords();
      return new Iptc(
          directory.getString(IptcDirectory.TAG_OBJECT_NAME),
          keywords == null ? List.of() : keywords);
    } catch (RuntimeException e) {
      return NONE;
    }
  }
}
