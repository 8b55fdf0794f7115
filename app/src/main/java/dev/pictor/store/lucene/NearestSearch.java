package dev.pictor.store.lucene;

import dev.pictor.clip.Embedding;
import dev.pictor.picture.Picture;
import dev.pictor.store.Filter;
import dev.pictor.store.GraphParameters;
import dev.pictor.store.Neighbor;
import dev.pictor.store.Neighbors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.jspecify.annotations.Nullable;

/// Finds the pictures nearest to a query in one snapshot.
///
/// Up to `exactLimit` matching pictures every one is compared. Above that Lucene's graph (HNSW,
/// Malkov and Yashunin 2016, <https://arxiv.org/abs/1603.09320>) proposes candidates, more than
/// asked for; they are compared as in the exact scan, so that scores and order of ties do not
/// depend on the way they were found.
final class NearestSearch {
  /// The graph's recall at 10 on 20,000 clustered vectors is 0.986 with 100 candidates and 1.000
  /// with so many.
  static final int MIN_CANDIDATES = 400;

  private final Snapshot snapshot;
  private final IndexSearcher searcher;
  private final float[] query;
  private final int k;

  /// The worst on top; never more than `k`.
  private final PriorityQueue<Candidate> best;

  private NearestSearch(Snapshot snapshot, float[] query, int k) {
    this.snapshot = snapshot;
    this.searcher = snapshot.searcher();
    this.query = query;
    this.k = k;
    this.best = new PriorityQueue<>(Candidate.BEST_FIRST.reversed());
  }

  static Neighbors search(Snapshot snapshot, Embedding query, Filter filter, int k, int exactLimit)
      throws IOException {
    return new NearestSearch(snapshot, query.toArray(), k).search(filter, exactLimit);
  }

  /// Empty if no segment has a graph.
  static Optional<GraphParameters> graph(Snapshot snapshot, int k) throws IOException {
    int graphs = 0;
    for (LeafReaderContext leaf : snapshot.searcher().getIndexReader().leaves()) {
      graphs += WideVectors.hasGraph(leaf.reader()) ? 1 : 0;
    }
    return graphs == 0
        ? Optional.empty()
        : Optional.of(
            new GraphParameters(graphs, WideVectors.M, WideVectors.EF_CONSTRUCTION, candidates(k)));
  }

  private static int candidates(int k) {
    return Math.max(MIN_CANDIDATES, k + k / 2);
  }

  private Neighbors search(Filter filter, int exactLimit) throws IOException {
    Query matching = FilterQueries.of(filter, searcher);
    int count = searcher.count(matching);
    boolean exact = count <= exactLimit;
    if (!exact) {
      // Pictures alone have embeddings: without a filter, none has to be gone over.
      askGraph(filter instanceof Filter.All ? null : matching);
      // The graph may find fewer than there are; then only the scan keeps the promise of k.
      exact = best.size() < Math.min(k, count);
    }
    if (exact) {
      best.clear();
      scan(matching);
    }
    return new Neighbors(exact, hits());
  }

  private void scan(Query matching) throws IOException {
    Weight weight =
        searcher.createWeight(searcher.rewrite(matching), ScoreMode.COMPLETE_NO_SCORES, 1);
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      Scorer scorer = weight.scorer(leaf);
      if (scorer != null) {
        compare(leaf, scorer.iterator());
      }
    }
  }

  private void askGraph(@Nullable Query matching) throws IOException {
    int candidates = candidates(k);
    Query near = new KnnFloatVectorQuery(Documents.EMBEDDING, query, candidates, matching);
    ScoreDoc[] found = searcher.search(near, candidates).scoreDocs;
    List<Integer> documents = new ArrayList<>(found.length);
    for (ScoreDoc document : found) {
      documents.add(document.doc);
    }
    documents.sort(null);
    int next = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      Comparing comparing = new Comparing(leaf);
      while (next < documents.size() && documents.get(next) < end) {
        comparing.compare(documents.get(next++) - leaf.docBase);
      }
    }
  }

  private void compare(LeafReaderContext leaf, DocIdSetIterator documents) throws IOException {
    // Deleted documents are still in the iterator.
    var live = leaf.reader().getLiveDocs();
    Comparing comparing = new Comparing(leaf);
    while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
      if (live == null || live.get(documents.docID())) {
        comparing.compare(documents.docID());
      }
    }
  }

  private List<Neighbor> hits() throws IOException {
    List<Candidate> sorted = new ArrayList<>(best);
    sorted.sort(Candidate.BEST_FIRST);
    StoredFields stored = searcher.storedFields();
    List<Neighbor> hits = new ArrayList<>(sorted.size());
    for (Candidate candidate : sorted) {
      Picture picture = Documents.toPicture(stored.document(candidate.document()));
      Snapshot.Shown shown = snapshot.shown(picture.hash());
      hits.add(
          new Neighbor(
              picture, shown.places(), shown.modifiedMillis(), candidate.cosineSimilarity()));
    }
    return hits;
  }

  /// Compares the pictures of one segment, in the order of their documents.
  private final class Comparing {
    private final int docBase;
    private final FloatVectorValues vectors;
    private final KnnVectorValues.DocIndexIterator position;
    private final BinaryDocValues hashes;

    Comparing(LeafReaderContext leaf) throws IOException {
      this.docBase = leaf.docBase;
      this.vectors = leaf.reader().getFloatVectorValues(Documents.EMBEDDING);
      this.position = vectors.iterator();
      this.hashes = leaf.reader().getBinaryDocValues(Documents.HASH);
    }

    void compare(int document) throws IOException {
      position.advance(document);
      float product = VectorUtil.dotProduct(query, vectors.vectorValue(position.index()));
      float similarity = Math.clamp(product, -1f, 1f);
      Candidate worst = best.peek();
      if (best.size() == k && worst != null && similarity < worst.cosineSimilarity()) {
        return;
      }
      hashes.advanceExact(document);
      best.add(
          new Candidate(docBase + document, similarity, BytesRef.deepCopyOf(hashes.binaryValue())));
      if (best.size() > k) {
        best.poll();
      }
    }
  }

  private record Candidate(int document, float cosineSimilarity, BytesRef hash) {
    static final Comparator<Candidate> BEST_FIRST =
        Comparator.comparing(Candidate::cosineSimilarity).reversed().thenComparing(Candidate::hash);
  }
}
