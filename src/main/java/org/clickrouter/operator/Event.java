package org.clickrouter.operator;

/**
 * Something that is wrong now.
 *
 * @param kind such as {@code dead} or {@code destination-tls}; docs/runbook.md has a section of it
 * @param subject the operation, the destination, or empty
 * @param amount how many clicks, deliveries or seconds it concerns
 * @param text one sentence with the remedy, without secrets and without anything of a click
 */
public record Event(String kind, String subject, long amount, String text) {}
