package dev.pictor.store.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.HnswGraphProvider;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.util.hnsw.HnswGraph;

/// Lucene's own vector format with its limit of 1,024 dimensions lifted.
///
/// The limit is checked while writing only and the bytes are Lucene's. An index names the format
/// that reads it; this one goes by the name of Lucene's, so nothing has to be registered and any
/// Lucene of this version opens the index.
final class WideVectors extends KnnVectorsFormat {
  static final int MAX_DIMENSION = 4_096;

  static final int M = Lucene99HnswVectorsFormat.DEFAULT_MAX_CONN;

  /// With Lucene's own 100, bursts of near duplicates are missed that no number of candidates
  /// finds.
  static final int EF_CONSTRUCTION = 200;

  /// Segments of a few thousand vectors get no graph: finding [NearestSearch#MIN_CANDIDATES] in
  /// one would visit nearly all of them.
  private static final Lucene99HnswVectorsFormat LUCENE =
      new Lucene99HnswVectorsFormat(
          M,
          EF_CONSTRUCTION,
          Lucene99HnswVectorsFormat.DEFAULT_NUM_MERGE_WORKER,
          null,
          NearestSearch.MIN_CANDIDATES);

  /// Whether a segment has one.
  static boolean hasGraph(LeafReader leaf) throws IOException {
    if (leaf instanceof CodecReader reader
        && reader.getVectorReader() instanceof PerFieldKnnVectorsFormat.FieldsReader fields
        && fields.getFieldReader(Documents.EMBEDDING) instanceof HnswGraphProvider provider) {
      HnswGraph graph = provider.getGraph(Documents.EMBEDDING);
      return graph != null && graph.size() > 0;
    }
    return false;
  }

  private WideVectors() {
    super(LUCENE.getName());
  }

  static Codec codec() {
    WideVectors vectors = new WideVectors();
    return new Lucene104Codec() {
      @Override
      public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
        return vectors;
      }
    };
  }

  @Override
  public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
    return LUCENE.fieldsWriter(state);
  }

  @Override
  public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
    return LUCENE.fieldsReader(state);
  }

  @Override
  public int getMaxDimensions(String field) {
    return MAX_DIMENSION;
  }
}
