/** A class of Tomcat as no Tomcat has it. */
package org.apache.tomcat.util.net;
