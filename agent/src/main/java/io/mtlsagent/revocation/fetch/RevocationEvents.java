package io.mtlsagent.revocation.fetch;

/** Is told what happens to fetched revocation data, on the agent's own threads. */
public interface RevocationEvents {

  /**
   * Newer data is in force.
   *
   * @param source the address that it comes from
   */
  void updated(String source, String detail);

  /** Data is past its nextUpdate, or there has never been any, and no newer can be had. */
  void stale(String source, String detail);

  /**
   * The directory of {@code revocation.cache} has gone: what is fetched is kept in memory alone.
   */
  default void cacheLost(String directory) {}
}
