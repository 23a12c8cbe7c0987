package org.apache.tomcat.util.net;

/**
 * Named as a class of Tomcat, and not made as it is: stands for a version of a library that an
 * agent does not know.
 */
public class SecureNioChannel {}
