package example.versions.conscrypt;

/**
 * Named as a class of Conscrypt that was moved to another package, and not made as it is: stands
 * for a version of a TLS stack that an agent cannot cover.
 */
public class SSLUtils {}
