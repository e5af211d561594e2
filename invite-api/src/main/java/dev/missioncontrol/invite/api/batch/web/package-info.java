/**
 * Uploads and results of batches over HTTP.
 */
@NullMarked
package dev.missioncontrol.invite.api.batch.web;

import org.jspecify.annotations.NullMarked;
