/** Which occasion of a recurring job has been taken: the row is what keeps it from happening twice. */
export const jobs = {
  name: "0006-jobs",
  sql: `
create table job_run (
  job text not null,
  occasion text not null,
  planned_at timestamptz not null,
  taken_at timestamptz not null,
  effects int not null,
  primary key (job, occasion)
);
create index job_run_latest on job_run (job, planned_at desc);
`,
};
