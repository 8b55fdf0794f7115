package dev.pictor.store;

/// Of the HNSW graphs that propose what is compared in a large collection, see
/// [PictureStore#graph] (Malkov and Yashunin 2016, <https://arxiv.org/abs/1603.09320>).
///
/// @param graphs how many there are; each is searched
/// @param m neighbours of a vector in a graph
/// @param efConstruction candidates while it was built
/// @param efSearch candidates while it is searched
public record GraphParameters(int graphs, int m, int efConstruction, int efSearch) {}
