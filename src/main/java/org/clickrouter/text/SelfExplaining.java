package org.clickrouter.text;

/** A failure whose own message says more than its cause's. */
public interface SelfExplaining {}
