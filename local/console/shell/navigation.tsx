import { linkTo, type Page, type View } from '../page.ts';

interface Props {
  page: Page;
  view: View;
}

/** The way to every page; the chosen person comes along. */
export const Navigation = ({ page, view }: Props) => (
  <nav aria-label='Pages'>
    <ul>
      {view.pages.map(({ path, title }) => (
        <li>
          <a href={linkTo(view, path)} aria-current={path === page.path ? 'page' : undefined}>
            {title}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
